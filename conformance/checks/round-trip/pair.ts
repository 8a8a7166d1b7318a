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
  readonly requestId: string | undefined;
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

/** The accepted request; undefined where it was refused, or its answer has no Result. */
export function successOf({ exchange, reading }: Answered, operation: OperationName): Success | undefined {
  if (!isAccepted(reading, operation) || exchange.response.kind !== 'answer') return undefined;
  const result = child(reading.root, `${operation}Result`);
  if (result === undefined) return undefined;
  const requestId = childText(reading.root, 'ResponseMetadata', 'RequestId');
  return { result, requestId, answer: exchange.response, exchange };
}

interface Contrast {
  readonly input: unknown;
  /** True where a correct endpoint refuses the second request, which shows that it looked at it. */
  readonly mayBeRefused?: true;
  /** True where both results are rightly the same: then their request ids tell the answers apart. */
  readonly mayAgree?: true;
}

/**
 * Judges the answers to the base request and to another one of the same operation whose answer must differ; the second
 * is missing where it was rightly refused. The first failure counts; answers that are right but equal are one, too.
 */
export async function judgeContrasted(
  context: CheckContext,
  operation: OperationName,
  judge: (success: Success) => Outcome,
): Promise<Outcome> {
  const base = await context.baseInput(operation);
  const first = await succeed(context, operation, base);
  const ofFirst = judge(first);
  if (ofFirst.verdict !== 'pass') return ofFirst;
  const { input, mayBeRefused, mayAgree } = contrastOf(operation, base);
  const answered = await ask(context, operation, input);
  const second = successOf(answered, operation);
  if (second === undefined) {
    const { reading } = answered;
    const isRefused = reading.kind === 'error' && reading.status < 500;
    return mayBeRefused === true && isRefused ? passed : unsuccessful(operation, reading);
  }
  const ofSecond = judge(second);
  if (ofSecond.verdict !== 'pass') return ofSecond;
  const isAlike =
    textOf(first.result) === textOf(second.result) &&
    (mayAgree !== true || first.requestId === second.requestId);
  return isAlike
    ? fail(
        'two requests get one and the same answer',
        'answers made for the requests',
        `the same ${first.result.name} twice`,
      )
    : passed;
}

function contrastOf<Name extends OperationName>(operation: Name, base: OperationInputs[Name]): Contrast {
  return contrasts[operation]?.(base) ?? { input: base, mayAgree: true };
}

function textOf(element: Element): string {
  return JSON.stringify([element.name, element.text.trim(), element.children.map(textOf)]);
}

type Contrasts = {
  readonly [Name in OperationName]?: (base: OperationInputs[Name]) => Contrast;
};

const contrasts: Contrasts = {
  AssumeRole: (base) => ({ input: { ...base, RoleSessionName: 'conformance-2' } }),
  AssumeRoleWithSAML: (base) => ({ input: { ...base, DurationSeconds: 900 } }),
  AssumeRoleWithWebIdentity: (base) => ({ input: { ...base, RoleSessionName: 'conformance-2' } }),
  AssumeRoot: (base) => ({ input: { ...base, DurationSeconds: 300 } }),
  DecodeAuthorizationMessage: () => ({ input: { EncodedMessage: 'no-such-message' }, mayBeRefused: true }),
  GetAccessKeyInfo: (base) => ({ input: base, mayAgree: true }),
  GetCallerIdentity: (base) => ({ input: base, mayAgree: true }),
  GetDelegatedAccessToken: (base) => ({ input: base }),
  GetFederationToken: (base) => ({ input: { ...base, Name: 'conformance-2' } }),
  GetSessionToken: (base) => ({ input: { ...base, DurationSeconds: 900 } }),
  GetWebIdentityToken: (base) => ({ input: { ...base, Audience: ['https://another.example'] } }),
};

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
