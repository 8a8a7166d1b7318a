/** The form of temporary credentials, and that each call makes new ones. */
import type { OperationName } from '../../../generated/index.js';
import { scalarLength } from '../../../generated/runtime/constraints.js';
import type { Check } from '../../check.js';
import type { EvidenceId } from '../../evidence/catalogue.js';
import { childText, fail, passed } from '../../judge.js';
import { defineCheck } from '../define.js';
import { judgeContrasted, succeed } from './pair.js';

interface CredentialForm {
  readonly member: 'AccessKeyId' | 'SecretAccessKey' | 'SessionToken';
  readonly name: string;
  readonly pattern: RegExp;
  /** The form in words. Values themselves are secrets and never part of a finding. */
  readonly words: string;
  readonly evidence: EvidenceId;
}

const forms: readonly CredentialForm[] = [
  {
    member: 'AccessKeyId',
    name: 'access-key-id',
    pattern: /^ASIA[A-Z0-9]{16}$/u,
    words: 'ASIA and 16 upper-case letters or digits',
    evidence: 'A15',
  },
  {
    member: 'SecretAccessKey',
    name: 'secret-access-key',
    pattern: /^[A-Za-z0-9+/=]{40}$/u,
    words: '40 characters of base64',
    evidence: 'A16',
  },
  {
    member: 'SessionToken',
    name: 'session-token',
    pattern: /^[A-Za-z0-9+/=]{100,}$/u,
    words: 'at least 100 characters of base64',
    evidence: 'A17',
  },
];

export function credentialForms(operation: OperationName): readonly Check[] {
  return forms.map((form) => credentialForm(operation, form));
}

function credentialForm(
  operation: OperationName,
  { member, name, pattern, words, evidence }: CredentialForm,
): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name,
    title: `${member} of ${operation} is ${words}`,
    evidence: [evidence],
    run: async (context) =>
      judgeContrasted(context, operation, ({ result }) => {
        const value = childText(result, 'Credentials', member);
        if (value === undefined) return fail(`there is no ${member}`, words, 'no such element');
        return pattern.test(value) ? passed : fail(`${member} has another form`, words, formOf(value));
      }),
  });
}

/** What can be said about a secret: its length, and the kinds of characters in it. */
function formOf(value: string): string {
  const kinds = [
    ...(/[A-Z]/u.test(value) ? ['upper-case letters'] : []),
    ...(/[a-z]/u.test(value) ? ['lower-case letters'] : []),
    ...(/[0-9]/u.test(value) ? ['digits'] : []),
    ...(/[+/=]/u.test(value) ? ['+ / ='] : []),
    ...(/[^A-Za-z0-9+/=]/u.test(value) ? ['other characters'] : []),
  ];
  const prefix = /^(ASIA|AKIA|[A-Z]{4}(?=[A-Z0-9]{8,}$))/u.exec(value)?.[0];
  const start = prefix === undefined ? '' : `${prefix} and so on, `;
  return `${start}${scalarLength(value)} characters: ${kinds.join(', ') || 'none'}`;
}

/** Two sessions share nothing that is secret or identifies them. */
export function freshCredentials(operation: OperationName): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'fresh-credentials',
    title: `Two calls of ${operation} give different credentials`,
    evidence: ['doc:temporary-credentials'],
    async run(context) {
      const input = await context.baseInput(operation);
      const first = await succeed(context, operation, input);
      const second = await succeed(context, operation, input);
      const alike: string[] = [];
      for (const { member } of forms) {
        const one = childText(first.result, 'Credentials', member);
        const other = childText(second.result, 'Credentials', member);
        if (one === undefined || other === undefined)
          return fail(`there is no ${member}`, member, 'no such element');
        if (one === other) alike.push(member);
      }
      if (alike.length === 0) return passed;
      // Documented is that the three together are unique, and no part of them alone.
      const level = alike.length === forms.length ? {} : ({ level: 'should' } as const);
      const names = alike.join(', ');
      return fail(`two calls give the same ${names}`, `two values of ${names}`, 'one value twice', level);
    },
  });
}
