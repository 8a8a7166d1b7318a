/** Makes a case of a finding and the request that met it. */
import type { OperationName } from '../../generated/index.js';
import type { Redactor } from '../redact.js';
import type { CheckReport, Report } from '../report/report.js';
import {
  caseSchema,
  type BodyPart,
  type Case,
  type CaseAuthentication,
  type CaseRequest,
  type FreshMember,
} from './case.js';
import { expectationOf } from './expectation.js';
import type { Sent } from './record.js';

/** Every secret of the run that the request may hold must be known to `redactor` by now. */
export function buildCase(
  check: CheckReport,
  report: Report,
  sent: Sent | undefined,
  redactor: Redactor,
): Case {
  const { id, title, area, level, operation, evidence, member, constraint, side } = check;
  const request = sent === undefined ? undefined : requestOf(sent, check, redactor);
  const expectation =
    sent === undefined || request === undefined ? undefined : expectationOf(check, sent.exchange);
  return {
    schema: caseSchema,
    suite: report.suite,
    check: { id, title, area, level, operation: operation as OperationName, evidence },
    seed: report.seed,
    runs: report.runs,
    path: check.path,
    fault: member === null || constraint === null || side === null ? null : { member, constraint, side },
    reason: check.reason ?? '',
    wanted: check.wanted ?? '',
    got: check.got ?? '',
    input: sent?.input === undefined ? null : redactor.redactData(sent.input),
    request: expectation === undefined ? null : (request ?? null),
    expectation: expectation ?? null,
  };
}

/** Undefined for a request that others cannot repeat: changed after signing, signed by somebody else, with a secret. */
function requestOf(sent: Sent, check: CheckReport, redactor: Redactor): CaseRequest | undefined {
  const { request } = sent.exchange;
  const { basePath } = sent.context;
  const authentication = authenticationOf(sent);
  const body =
    typeof request.body === 'string' ? splitForm(request.body, sent, check, redactor) : bytesOf(request.body);
  const isOpen =
    redactor.redact(request.path) === request.path &&
    !/X-Amz-(Signature|Security-Token)=/i.test(request.path) &&
    request.path.startsWith(basePath);
  if (authentication === undefined || body === undefined || !isOpen) return undefined;
  const headers = request.headers.filter(([name]) => !ofSignature.has(name.toLowerCase()));
  if (headers.some(([name, value]) => redactor.redactHeader(name, value) !== value)) return undefined;
  return { method: request.method, path: request.path.slice(basePath.length), headers, body, authentication };
}

const ofSignature: ReadonlySet<string> = new Set([
  'host',
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
]);

function authenticationOf({ authentication, context, exchange }: Sent): CaseAuthentication | undefined {
  if (authentication.kind === 'none') return authentication;
  const { credentials, region, service, date, tamper } = authentication;
  const isOwn = credentials.accessKeyId === context.credentials.accessKeyId;
  const isOwnToken = credentials.sessionToken === context.credentials.sessionToken;
  if (!isOwn || !isOwnToken || tamper !== undefined) return undefined;
  if (credentials.secretAccessKey !== context.credentials.secretAccessKey) return undefined;
  return {
    kind: 'sigv4',
    ...(region === undefined || region === context.region ? {} : { region }),
    ...(service === undefined ? {} : { service }),
    ...(date === undefined ? {} : { offsetSeconds: Math.round((date.getTime() - exchange.sentAt) / 1000) }),
  };
}

/** The body as text, tokens replaced. Undefined where it holds a secret that cannot be made anew. */
function splitForm(
  body: string,
  sent: Sent,
  check: CheckReport,
  redactor: Redactor,
): readonly BodyPart[] | undefined {
  const parts: BodyPart[] = [];
  let text = '';
  for (const [index, pair] of body.split('&').entries()) {
    const separator = index === 0 ? '' : '&';
    const [name = '', ...rest] = pair.split('=');
    const value = decode(rest.join('='));
    const fresh = freshOf(name, value, sent, check);
    if (fresh !== undefined) {
      parts.push({ text: `${text}${separator}${name}=` }, fresh);
      text = '';
    } else if (redactor.redact(value) === value) {
      text += separator + pair;
    } else {
      return undefined;
    }
  }
  return text === '' ? parts : [...parts, { text }];
}

/** Tokens that can be made in any length, and how they look when nothing else is wrong with them. */
const sizedTokens: Readonly<Partial<Record<string, RegExp>>> = {
  WebIdentityToken: /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/,
  SAMLAssertion: /^[A-Za-z0-9+/]{200,}={0,2}$/,
};

/** A token of the base input, or one whose length alone is the point. */
function freshOf(name: string, value: string, sent: Sent, check: CheckReport): BodyPart | undefined {
  if (!isFreshMember(name)) return undefined;
  if (sent.fromBase.has(value)) return { fresh: name };
  const isSized = check.area === 'constraint' && check.member === name && check.constraint !== 'pattern';
  // What is filled up to a length, `aaaa...`, is no token.
  return isSized && sizedTokens[name]?.test(value) === true && new Set(value).size > 3
    ? { fresh: name, length: value.length }
    : undefined;
}

function isFreshMember(name: string): name is FreshMember {
  return name === 'WebIdentityToken' || name === 'SAMLAssertion' || name === 'TradeInToken';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bytesOf(body: Uint8Array): readonly BodyPart[] {
  return [{ base64: Buffer.from(body).toString('base64') }];
}
