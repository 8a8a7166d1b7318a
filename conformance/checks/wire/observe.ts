/** The two kinds of answer whose form is judged: a success, and an error that an invalid request provokes. */
import type { OperationName } from '../../../generated/index.js';
import type { CheckContext } from '../../check.js';
import { header, type Answer } from '../../exchange.js';
import { describe, fail, type Reading } from '../../judge.js';
import { readDocument, type Element } from '../../xml-document.js';
import { ask, Ended } from '../ask.js';

export type Side = 'success' | 'error';

/** The sides that an operation can show: GetCallerIdentity has no input that could be invalid. */
export function sidesOf(operation: OperationName): readonly Side[] {
  return (provocations[operation] ?? []).length === 0 ? ['success'] : ['success', 'error'];
}

/**
 * Changes that make a base input invalid, the surest first. Which constraint is broken does not matter here: an
 * endpoint that checks only one of them can still show how its errors look.
 */
const provocations: Readonly<Partial<Record<OperationName, readonly Readonly<Record<string, unknown>>[]>>> = {
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
 * @throws Ended where the target shows none: with the failure for the check that `reports` it, with a skip for others,
 * so that one cause is one finding
 */
export async function observe(
  context: CheckContext,
  operation: OperationName,
  side: Side,
  reports = false,
): Promise<Answer> {
  const base = await context.baseInput(operation);
  const changes = side === 'success' ? [{}] : (provocations[operation] ?? []);
  const answers: { readonly answer: Answer; readonly reading: Reading }[] = [];
  let got = '';
  for (const change of changes) {
    const { exchange, reading } = await ask(context, operation, { ...base, ...change });
    got = describe(reading);
    if (exchange.response.kind !== 'answer') continue;
    if (reading.kind === side) return exchange.response;
    answers.push({ answer: exchange.response, reading });
  }
  const nearest = answers.find(({ answer }) => isSuccess(answer) === (side === 'success') && isXml(answer));
  if (nearest !== undefined) return nearest.answer;
  const reason =
    side === 'success'
      ? 'the base request is not answered with success'
      : 'no invalid request is answered with an error document';
  const wanted = side === 'success' ? `200 ${operation}Response` : '400 ErrorResponse';
  throw new Ended(
    reports ? fail(reason, wanted, got) : { verdict: 'skip', reason: `${reason}, but with ${got}` },
  );
}

/**
 * The answer's document.
 *
 * @throws Ended where the body is not well-formed: the check of that reports it
 */
export function documentOf(answer: Answer, reports = false): Element {
  const document = readDocument(answer.text.replace(/^\uFEFF/u, ''));
  if (document.ok) return document.root;
  const { line, column, error } = document;
  const reason = 'the body is not well-formed XML';
  throw new Ended(
    reports
      ? fail(reason, 'a well-formed document', `line ${line}, column ${column}: ${error}`)
      : { verdict: 'skip', reason },
  );
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** What claims to be XML or looks like it; HTML pages do not. */
function isXml(answer: Answer): boolean {
  const type = (header(answer, 'content-type') ?? '').toLowerCase();
  return (
    /^[\w.-]+\/([\w.-]+\+)?xml\b/u.test(type) ||
    (!type.includes('html') && answer.text.trimStart().startsWith('<'))
  );
}
