/** Faults of results: what each makes of an output that is right. */

type Spoil = (output: object) => object;

const spoiled = {
  'member-missing': (output) => Object.fromEntries(Object.entries(output).slice(1)),
  'result-empty': () => ({}),
  'account-constant': (output) => ('Account' in output ? { ...output, Account: '000000000000' } : output),
  'role-id-unstable': (output) => {
    const { AssumedRoleUser: user, Credentials: credentials } = output as SessionMembers;
    if (user?.AssumedRoleId === undefined || credentials?.AccessKeyId === undefined) return output;
    // The key is another each time: its characters make an id of the right form.
    const AssumedRoleId = user.AssumedRoleId.replace(/^[^:]*/u, `AROA${credentials.AccessKeyId.slice(4)}A`);
    return { ...output, AssumedRoleUser: { ...user, AssumedRoleId } };
  },
  'expiration-fractional': (output) => {
    const { Credentials: credentials, Expiration: end } = output as SessionMembers;
    return {
      ...output,
      ...(credentials?.Expiration && {
        Credentials: { ...credentials, Expiration: fractional(credentials.Expiration) },
      }),
      ...(end && { Expiration: fractional(end) }),
    };
  },
  'packed-size-always': (output) =>
    'AssumedRoleUser' in output ? { PackedPolicySize: 0, ...output } : output,
  'source-identity-lost': (output) =>
    Object.fromEntries(Object.entries(output).filter(([member]) => member !== 'SourceIdentity')),
  'access-key-long-term': (output) => {
    const { Credentials: credentials } = output as SessionMembers;
    const AccessKeyId = credentials?.AccessKeyId?.replace(/^ASIA/u, 'AKIA');
    return AccessKeyId === undefined ? output : { ...output, Credentials: { ...credentials, AccessKeyId } };
  },
} as const satisfies Readonly<Record<string, Spoil>>;

/** Members that faults look for; no output has to have them. */
interface SessionMembers {
  readonly AssumedRoleUser?: { readonly AssumedRoleId?: string };
  readonly Credentials?: { readonly AccessKeyId?: string; readonly Expiration?: Date };
  readonly Expiration?: Date;
}

function fractional(date: Date): Date {
  return new Date(date.getTime() + 123);
}

/** Applies those of the named faults that are faults of results. */
export function spoilOutput(names: ReadonlySet<string>): Spoil {
  const chosen = Object.entries(spoiled).filter(([name]) => names.has(name));
  return (output) => chosen.reduce<object>((result, [, spoil]) => spoil(result), output);
}
