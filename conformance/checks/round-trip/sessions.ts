/** What an answer says about the session of a role or of a federated user: names that were sent come back. */
import type { OperationName } from '../../../generated/index.js';
import { mintSamlAssertion } from '../../../world/mint.js';
import { roleNamed } from '../../base-requests.js';
import type { Check, CheckContext } from '../../check.js';
import { childText, describe, fail, isAccepted, passed } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import type { Element } from '../../xml-document.js';
import { ask } from '../ask.js';
import { defineCheck } from '../define.js';
import { accountOfCaller } from './caller.js';
import { succeed, successOf } from './pair.js';

type RoleOperation = 'AssumeRole' | 'AssumeRoleWithSAML' | 'AssumeRoleWithWebIdentity';

const roleOf: Readonly<Record<RoleOperation, string>> = {
  AssumeRole: 'demo',
  AssumeRoleWithSAML: 'saml',
  AssumeRoleWithWebIdentity: 'web',
};

const sessionNames = ['conformance-1', 'Conformance_2=+,.@'] as const;

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
export function assumedRoleArn(operation: RoleOperation): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'assumed-role-arn',
    title: `The ARN of a session of ${operation} ends in the names of role and session`,
    evidence: ['A19'],
    async run(context) {
      for (const session of sessionNames) {
        const wanted = `arn:aws:sts::${context.world.accountId}:assumed-role/${roleOf[operation]}/${session}`;
        const arn = childText(await sessionNamed(context, operation, session), 'AssumedRoleUser', 'Arn');
        if (arn !== wanted) return fail('the ARN names another session', wanted, arn ?? 'no Arn');
      }
      return passed;
    },
  });
}

/** The id of the role is the same in all its sessions. */
export function assumedRoleId(operation: RoleOperation): Check {
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'assumed-role-id',
    title: `AssumedRoleId of ${operation} is the id of the role, always the same, and the session name`,
    evidence: ['A18'],
    async run(context) {
      const roleIds = new Set<string>();
      for (const session of sessionNames) {
        const result = await sessionNamed(context, operation, session);
        const found = childText(result, 'AssumedRoleUser', 'AssumedRoleId') ?? 'no AssumedRoleId';
        const [roleId = '', ...rest] = found.split(':');
        if (!/^AROA[A-Z0-9]{17}$/u.test(roleId) || rest.join(':') !== session) {
          return fail('AssumedRoleId has another form', `AROA and 17 characters, :${session}`, found);
        }
        roleIds.add(roleId);
      }
      return roleIds.size === 1
        ? passed
        : fail('two sessions of one role have different role ids', 'one role id', [...roleIds].join(', '));
    },
  });
}

/** The path of a role is no part of the ARN of its sessions. */
export function pathDropped(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'AssumeRole',
    name: 'role-path-dropped',
    title: 'The ARN of a session leaves out the path of the role',
    evidence: ['A19'],
    async run(context) {
      const { accountId } = context.world;
      const { path, name } = roleNamed(context.world, 'deep');
      for (const session of sessionNames) {
        const answered = await ask(context, 'AssumeRole', {
          RoleArn: `arn:aws:iam::${accountId}:role${path}${name}`,
          RoleSessionName: session,
        });
        const seen = describe(answered.reading);
        // A role that does not exist is refused like one that does not trust the caller (row B19).
        if (seen === '403 AccessDenied') {
          return {
            verdict: 'skip',
            reason: `the target lets nobody assume the role ${path}${name} (${seen})`,
          };
        }
        const result = successOf(answered, 'AssumeRole')?.result;
        if (result === undefined) {
          return fail('a request that must succeed does not', '200 AssumeRoleResponse', seen);
        }
        const wanted = `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`;
        const arn = childText(result, 'AssumedRoleUser', 'Arn');
        if (arn !== wanted) return fail('the ARN is another one', wanted, arn ?? 'no Arn');
      }
      return passed;
    },
  });
}

/** A source identity that was sent comes back. */
export function sourceIdentityEcho(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'AssumeRole',
    name: 'source-identity',
    title: 'AssumeRole gives back the SourceIdentity that was sent',
    evidence: ['A10', 'C21'],
    async run(context) {
      const base = await context.baseInput('AssumeRole');
      for (const wanted of ['source-1', 'Source_2=+,.@']) {
        const { reading } = await ask(context, 'AssumeRole', { ...base, SourceIdentity: wanted });
        if (reading.kind === 'error' && reading.error.code === 'AccessDenied') {
          return {
            verdict: 'skip',
            reason: 'the role does not allow sts:SetSourceIdentity (403 AccessDenied)',
          };
        }
        if (!isAccepted(reading, 'AssumeRole')) {
          return fail('a request that must succeed does not', '200 AssumeRoleResponse', describe(reading));
        }
        const found = childText(reading.root, 'AssumeRoleResult', 'SourceIdentity');
        if (found !== wanted)
          return fail('SourceIdentity does not come back', wanted, found ?? 'no SourceIdentity');
      }
      return passed;
    },
  });
}

export function federatedUser(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'GetFederationToken',
    name: 'federated-user',
    title: 'ARN and id of a federated user consist of account and name',
    evidence: ['A20'],
    async run(context) {
      const accountId = await accountOfCaller(context);
      for (const name of ['conformance-1', 'Conformance_2=+,.@']) {
        const { result } = await succeed(context, 'GetFederationToken', { Name: name });
        const outcome = judgeTexts(result, [
          ['FederatedUser.Arn', `arn:aws:sts::${accountId}:federated-user/${name}`],
          ['FederatedUser.FederatedUserId', `${accountId}:${name}`],
        ]);
        if (outcome.verdict !== 'pass') return outcome;
      }
      return passed;
    },
  });
}

/** Holds elements, by path below the result, to their texts. */
export function judgeTexts(
  result: Element,
  wanted: readonly (readonly [path: string, text: string])[],
): Outcome {
  for (const [path, text] of wanted) {
    const found = childText(result, ...path.split('.'));
    if (found !== text) return fail(`${path} is another one`, text, found ?? `no ${path}`);
  }
  return passed;
}

async function sessionNamed(
  context: CheckContext,
  operation: RoleOperation,
  session: string,
): Promise<Element> {
  const base = await context.baseInput(operation);
  const named =
    operation === 'AssumeRoleWithSAML'
      ? { SAMLAssertion: mintSamlAssertion(context.world, { sessionName: session, now: new Date() }) }
      : { RoleSessionName: session };
  return (await succeed(context, operation satisfies OperationName, { ...base, ...named })).result;
}
