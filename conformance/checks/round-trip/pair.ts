/** Requests that must succeed, and pairs of them: a fixed answer, however right, says nothing about an endpoint. */
import type { OperationInputs, OperationName } from '../../../generated/index.js';
import { MissingFixtureError } from '../../base-requests.js';
import type { Authentication, CheckContext, SigningCredentials } from '../../check.js';
import type { Answer, Exchange } from '../../exchange.js';
import { child, childText, describe, fail, isAccepted, passed, type Reading } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import type { Input } from '../../witnesses/plan.js';
import type { Element } from '../../xml-document.js';
import { ask, Ended, type Answered } from '../ask.js';

/** An accepted request, with the Result of its answer. */
export interface Success {
  readonly result: Element;
  readonly answer: Answer;
  readonly exchange: Exchange;
}

/**
 * Sends a request that the world says must succeed.
 *
 * @throws Ended with a failure when it does not, or its answer has no Result
 */
export async function succeed(
  context: CheckContext,
  operation: OperationName,
  input: unknown,
  authentication?: Authentication,
): Promise<Success> {
  const answered = await ask(context, operation, input, authentication);
  const success = successOf(answered, operation);
  if (success !== undefined) return success;
  throw new Ended(unsuccessful(operation, answered.reading));
}

function unsuccessful(operation: OperationName, reading: Reading): Outcome {
  return fail('a request that must succeed does not', `200 ${operation}Response`, describe(reading));
}

function successOf({ exchange, reading }: Answered, operation: OperationName): Success | undefined {
  if (!isAccepted(reading, operation) || exchange.response.kind !== 'answer') return undefined;
  const result = child(reading.root, `${operation}Result`);
  return result === undefined ? undefined : { result, answer: exchange.response, exchange };
}

interface Contrast {
  readonly input: unknown;
  readonly authentication?: Authentication;
  /** True where a correct endpoint refuses the second request, which shows that it looked at it. */
  readonly mayBeRefused?: true;
}

/**
 * Judges the answers to the base request and to another one of the same operation whose answer must differ; the second
 * is missing where it was rightly refused. The first failure counts; answers that are right but equal are one, too.
 */
export async function judgeContrasted<Name extends OperationName>(
  context: CheckContext,
  operation: Name,
  judge: (success: Success) => Outcome,
): Promise<Outcome> {
  const base = await context.baseInput(operation);
  const contrast = await contrasts[operation](context, base);
  const first = await succeed(context, operation, base);
  const ofFirst = judge(first);
  if (ofFirst.verdict !== 'pass') return ofFirst;
  const answered = await ask(context, operation, contrast.input, contrast.authentication);
  const second = successOf(answered, operation);
  if (second === undefined) {
    return contrast.mayBeRefused === true ? passed : unsuccessful(operation, answered.reading);
  }
  const ofSecond = judge(second);
  if (ofSecond.verdict !== 'pass') return ofSecond;
  return textOf(first.result) === textOf(second.result)
    ? fail(
        'two different requests get the same answer',
        'answers made for the requests',
        `the same ${first.result.name} twice`,
      )
    : passed;
}

function textOf(element: Element): string {
  return JSON.stringify([element.name, element.text.trim(), element.children.map(textOf)]);
}

type Contrasts = {
  readonly [Name in OperationName]: (
    context: CheckContext,
    base: OperationInputs[Name],
  ) => Contrast | Promise<Contrast>;
};

const contrasts: Contrasts = {
  AssumeRole: (_, base) => ({ input: { ...base, RoleSessionName: 'conformance-2' } }),
  AssumeRoleWithSAML: (_, base) => ({ input: { ...base, DurationSeconds: 900 } }),
  AssumeRoleWithWebIdentity: (_, base) => ({ input: { ...base, RoleSessionName: 'conformance-2' } }),
  AssumeRoot: (_, base) => ({ input: { ...base, DurationSeconds: 300 } }),
  DecodeAuthorizationMessage: () => ({ input: { EncodedMessage: 'no-such-message' }, mayBeRefused: true }),
  GetAccessKeyInfo: () => ({ input: { AccessKeyId: 'AKIA-is-no-key-id' }, mayBeRefused: true }),
  GetCallerIdentity: async (context) => ({
    input: {},
    authentication: { kind: 'sigv4', credentials: await anotherCaller(context) },
    mayBeRefused: true,
  }),
  GetDelegatedAccessToken: (_, base) => ({ input: base }),
  GetFederationToken: (_, base) => ({ input: { ...base, Name: 'conformance-2' } }),
  GetSessionToken: (_, base) => ({ input: { ...base, DurationSeconds: 900 } }),
  GetWebIdentityToken: (_, base) => ({ input: { ...base, Audience: ['https://another.example'] } }),
};

/** Credentials of a role session or, where there are none to be had, of another user of the world. */
async function anotherCaller(context: CheckContext): Promise<SigningCredentials> {
  const session = await roleSession(context);
  if (session !== undefined) return session.credentials;
  const keys = context.world.users.flatMap((user) => user.accessKeys);
  const other = keys.find(
    ({ active, accessKeyId }) => active && accessKeyId !== context.credentials.accessKeyId,
  );
  if (other === undefined) throw new MissingFixtureError('second caller');
  return other;
}

export interface RoleSession {
  readonly credentials: SigningCredentials;
  readonly arn: string | undefined;
  readonly assumedRoleId: string | undefined;
}

/** A session of the base request of AssumeRole; undefined where the endpoint or its world has none. */
export async function roleSession(context: CheckContext): Promise<RoleSession | undefined> {
  let input: Input;
  try {
    input = { ...(await context.baseInput('AssumeRole')) };
  } catch (error) {
    if (error instanceof MissingFixtureError) return undefined;
    throw error;
  }
  const result = successOf(await ask(context, 'AssumeRole', input), 'AssumeRole')?.result;
  if (result === undefined) return undefined;
  const accessKeyId = childText(result, 'Credentials', 'AccessKeyId');
  const secretAccessKey = childText(result, 'Credentials', 'SecretAccessKey');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey,
      sessionToken: childText(result, 'Credentials', 'SessionToken'),
    },
    arn: childText(result, 'AssumedRoleUser', 'Arn'),
    assumedRoleId: childText(result, 'AssumedRoleUser', 'AssumedRoleId'),
  };
}
