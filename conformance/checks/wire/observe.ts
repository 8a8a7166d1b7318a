/** The two kinds of answer whose form is judged: a success, and an error that an invalid request provokes. */
import type { OperationName } from '../../../generated/index.js';
import type { CheckContext } from '../../check.js';
import type { Answer } from '../../exchange.js';
import { describe, fail } from '../../judge.js';
import { readDocument, type Element } from '../../xml-document.js';
import { ask, Ended } from '../ask.js';

export type Side = 'success' | 'error';

/** The sides that an operation can show: GetCallerIdentity has no input that could be invalid. */
export function sidesOf(operation: OperationName): readonly Side[] {
  return provocations[operation].length === 0 ? ['success'] : ['success', 'error'];
}

/**
 * Changes that make a base input invalid, the surest first. Which constraint is broken does not matter here: an
 * endpoint that checks only one of them can still show how its errors look.
 */
const provocations: Readonly<Record<OperationName, readonly Readonly<Record<string, unknown>>[]>> = {
  AssumeRole: [{ RoleSessionName: 'a'.repeat(65) }, { RoleArn: undefined }],
  AssumeRoleWithSAML: [{ DurationSeconds: 899 }, { RoleArn: undefined }],
  AssumeRoleWithWebIdentity: [{ RoleSessionName: 'a'.repeat(65) }, { RoleArn: undefined }],
  AssumeRoot: [{ DurationSeconds: 901 }, { TargetPrincipal: undefined }],
  DecodeAuthorizationMessage: [{ EncodedMessage: undefined }, { EncodedMessage: '' }],
  GetAccessKeyInfo: [{ AccessKeyId: 'short' }, { AccessKeyId: undefined }],
  GetCallerIdentity: [],
  GetDelegatedAccessToken: [{ TradeInToken: undefined }],
  GetFederationToken: [{ Name: 'a'.repeat(33) }, { Name: undefined }],
  GetSessionToken: [{ DurationSeconds: 899 }, { TokenCode: '1' }],
  GetWebIdentityToken: [{ SigningAlgorithm: undefined }, { DurationSeconds: 59 }],
};

/**
 * An answer of the wanted side.
 *
 * @throws Ended with a failure when the target shows none
 */
export async function observe(context: CheckContext, operation: OperationName, side: Side): Promise<Answer> {
  const base = await context.baseInput(operation);
  if (side === 'success') {
    const { exchange, reading } = await ask(context, operation, base);
    if (exchange.response.kind === 'answer' && isSuccess(exchange.response.status)) return exchange.response;
    throw new Ended(
      fail(
        'the base request of the operation is not answered with success',
        `200 ${operation}Response`,
        describe(reading),
      ),
    );
  }
  let got = '';
  for (const change of provocations[operation]) {
    const { exchange, reading } = await ask(context, operation, { ...base, ...change });
    if (reading.kind === 'error' && exchange.response.kind === 'answer') return exchange.response;
    got = describe(reading);
  }
  throw new Ended(fail('no invalid request is answered with an error document', '400 ErrorResponse', got));
}

/**
 * The answer's document.
 *
 * @throws Ended with a failure when the body is not well-formed
 */
export function documentOf(answer: Answer): Element {
  const document = readDocument(answer.text.replace(/^\uFEFF/u, ''));
  if (document.ok) return document.root;
  throw new Ended(
    fail(
      'the body is not well-formed XML',
      'a well-formed document',
      `line ${document.line}, column ${document.column}: ${document.error}`,
    ),
  );
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
