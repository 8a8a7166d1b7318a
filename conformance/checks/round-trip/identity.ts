/** What the operations without a session of their own answer. */
import type { Check } from '../../check.js';
import { childText, describe, fail, isAccepted, passed } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import { ask } from '../ask.js';
import { defineCheck } from '../define.js';
import { isAccountId, judgeAccount, otherAccount } from './caller.js';
import { judgeContrasted, roleSession, succeed } from './pair.js';
import { judgeTexts } from './sessions.js';

/** The account is twelve digits, and the one in the ARN. */
export function callerAccount(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'GetCallerIdentity',
    name: 'account',
    title: 'GetCallerIdentity names the account of the caller, in Account and in Arn',
    evidence: ['G1', 'G3'],
    run: async (context) =>
      judgeContrasted(context, 'GetCallerIdentity', ({ result }) => {
        const account = childText(result, 'Account');
        if (!isAccountId(account)) return noAccount(account);
        const arn = childText(result, 'Arn') ?? 'no Arn';
        return arn.split(':')[4] === account
          ? judgeAccount(context, account)
          : fail('Arn and Account name different accounts', account, arn);
      }),
  });
}

/** The credentials of a session lead back to that session. */
export function sessionCaller(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'GetCallerIdentity',
    name: 'session-caller',
    title: 'GetCallerIdentity by a role session names the session that AssumeRole named',
    evidence: ['G3'],
    async run(context) {
      const own = await succeed(context, 'GetCallerIdentity', {});
      const session = await roleSession(context);
      if (session === undefined)
        return { verdict: 'skip', reason: 'AssumeRole gives no session to call with' };
      const { credentials, arn = '', assumedRoleId = '' } = session;
      const { result } = await succeed(context, 'GetCallerIdentity', {}, { kind: 'sigv4', credentials });
      const outcome = judgeTexts(result, [
        ['Arn', arn],
        ['UserId', assumedRoleId],
      ]);
      if (outcome.verdict !== 'pass') return outcome;
      return childText(own.result, 'Arn') === arn
        ? fail('every caller is the session', 'two callers', arn)
        : passed;
    },
  });
}

export function accessKeyAccount(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'GetAccessKeyInfo',
    name: 'account',
    title: 'GetAccessKeyInfo names the account of the key',
    evidence: ['G6'],
    run: async (context) =>
      judgeContrasted(context, 'GetAccessKeyInfo', ({ result }) => {
        const account = childText(result, 'Account');
        if (!isAccountId(account)) return noAccount(account);
        const { accountId } = context.world;
        return account === accountId ? passed : otherAccount(account, accountId);
      }),
  });
}

function noAccount(found: string | undefined): Outcome {
  return fail('Account is no account', 'twelve digits', found ?? 'no Account');
}

/** The decoded text is the JSON document that was encoded; garbage is not decoded at all. */
export function decodedMessage(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'DecodeAuthorizationMessage',
    name: 'decoded-message',
    title: 'DecodeAuthorizationMessage gives back the JSON document that was encoded',
    evidence: ['G10', 'G11'],
    async run(context) {
      const wanted = context.world.authorizationMessages[0]?.decoded ?? '';
      return judgeContrasted(context, 'DecodeAuthorizationMessage', ({ result }) =>
        judgeJson(childText(result, 'DecodedMessage'), wanted),
      );
    },
  });
}

function judgeJson(text: string | undefined, wanted: string): Outcome {
  try {
    const found: unknown = JSON.parse(text ?? '');
    return canonical(found) === canonical(JSON.parse(wanted))
      ? passed
      : fail('another document was decoded', wanted, text ?? 'no DecodedMessage');
  } catch {
    return fail('DecodedMessage is no JSON', 'a JSON document', text ?? 'no DecodedMessage');
  }
}

/** JSON with members in the order of their names. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

/** The principal that the delegation is for; a token that nobody issued is refused. */
export function assumedPrincipal(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'GetDelegatedAccessToken',
    name: 'assumed-principal',
    title: 'GetDelegatedAccessToken names the principal of the delegation',
    evidence: ['F12'],
    async run(context) {
      const base = await context.baseInput('GetDelegatedAccessToken');
      const request = context.world.delegationRequests.find(
        ({ tradeInToken }) => tradeInToken === base.TradeInToken,
      );
      const { result } = await succeed(context, 'GetDelegatedAccessToken', base);
      const outcome = judgeTexts(result, [['AssumedPrincipal', request?.assumedPrincipal ?? '']]);
      if (outcome.verdict !== 'pass') return outcome;
      const unknown = await ask(context, 'GetDelegatedAccessToken', {
        TradeInToken: 'conformance-issued-by-nobody',
      });
      return isAccepted(unknown.reading, 'GetDelegatedAccessToken')
        ? fail('a token that nobody issued is accepted', 'an error', describe(unknown.reading))
        : passed;
    },
  });
}
