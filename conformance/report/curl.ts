/** A line for bash that sends the request of a finding again, signed by curl with keys from the environment. */
import type { CheckReport, ExchangeReport, Report } from './report.js';

export type Reproduction =
  { readonly kind: 'line'; readonly line: string } | { readonly kind: 'none'; readonly why: string };

/** Set by curl itself, or by its signature. */
const ownHeaders: ReadonlySet<string> = new Set([
  'host',
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
  'user-agent',
  'content-length',
]);

/** Where the value of a member that a report must not show is taken from; percent-encoded as it stands in the form. */
const variables: Readonly<Record<string, string>> = {
  WebIdentityToken: 'WEB_IDENTITY_TOKEN',
  SAMLAssertion: 'SAML_ASSERTION',
  TradeInToken: 'TRADE_IN_TOKEN',
  TokenCode: 'TOKEN_CODE',
};

/**
 * The last deciding request of a finding as a curl line: printable ASCII on one line, quoted for bash, without any
 * secret. `none` where curl could not send the same request.
 */
export function reproduce(check: CheckReport, report: Pick<Report, 'target'>): Reproduction {
  const exchange = check.exchanges.at(-1);
  if (exchange === undefined) return { kind: 'none', why: 'no request was sent' };
  const { request } = exchange;
  const authorization = headerOf(request, 'authorization');
  const why = obstacle(check, request, authorization);
  if (why !== undefined) return { kind: 'none', why };
  const words = [
    'curl',
    '--silent',
    '--show-error',
    '--include',
    ...signing(request, authorization),
    ...method(request),
    ...headers(request),
    ...data(request),
    '--globoff',
    '--path-as-is',
    quoteRedacted(new URL(report.target.endpoint).origin + request.path),
  ];
  return { kind: 'line', line: words.join(' ') };
}

type Request = ExchangeReport['request'];

/** Why curl cannot send this request. */
function obstacle(
  check: CheckReport,
  request: Request,
  authorization: string | undefined,
): string | undefined {
  const { path, body } = request;
  if (authorization !== undefined && check.area === 'authentication') {
    return 'the request is signed wrongly on purpose, and curl signs rightly';
  }
  if (authorization !== undefined && scopeOf(authorization) === undefined) {
    return 'the request has an authorization that curl does not write';
  }
  if (/X-Amz-Signature=/i.test(path)) return 'the request is presigned';
  if ([path, body].some(isCut)) return 'the request is too long for a line';
  const texts = [path, body, ...request.headers.flat()];
  if (texts.some((text) => text.includes('\0'))) return 'no argument of a program can hold U+0000';
  if (request.headers.some(([name, value]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n]/.test(value))) {
    return 'the request has a header that curl does not send';
  }
  return undefined;
}

function isCut(text: string): boolean {
  return /\[\.\.\. \d+ more characters\]$/.test(text);
}

function signing(request: Request, authorization: string | undefined): string[] {
  const scope = authorization === undefined ? undefined : scopeOf(authorization);
  if (scope === undefined) return [];
  const provider = `aws:amz:${scope.region}:${scope.service}`;
  const token = headerOf(request, 'x-amz-security-token');
  return [
    '--aws-sigv4',
    /^[\w:-]+$/.test(provider) ? `"${provider}"` : quote(provider),
    '--user',
    '"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    ...(token === undefined ? [] : ['--header', '"X-Amz-Security-Token: $AWS_SESSION_TOKEN"']),
  ];
}

function scopeOf(authorization: string): { readonly region: string; readonly service: string } | undefined {
  const [, region, service] =
    /^AWS4-HMAC-SHA256 Credential=[^,]*\/\d{8}\/([^/,]*)\/([^/,]*)\/aws4_request,/.exec(authorization) ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}

function method({ method: name, body }: Request): string[] {
  if (name === 'HEAD') return ['--head'];
  return name === (body === '' ? 'GET' : 'POST') ? [] : ['--request', quote(name)];
}

/** Without a type of its own curl would declare one. */
function headers(request: Request): string[] {
  const kept = request.headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()));
  const words = kept.flatMap(([name, value]) => [
    '--header',
    quoteRedacted(value === '' ? `${name};` : `${name}: ${value}`),
  ]);
  const typed = request.body === '' || headerOf(request, 'content-type') !== undefined;
  return typed ? words : [...words, '--header', quote('Content-Type:')];
}

/** `--data-binary` takes a text that begins with `@` for the name of a file. */
function data({ body, bodyBytes }: Request): string[] {
  if (body === '') return [];
  // A body of raw bytes stands in a report as Latin-1, one character for each byte.
  const encoding = Buffer.byteLength(body) !== bodyBytes && body.length === bodyBytes ? 'latin1' : 'utf8';
  return [body.startsWith('@') ? '--data-raw' : '--data-binary', quoteRedacted(body, encoding)];
}

function headerOf(request: Request, name: string): string | undefined {
  return request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Quotes a text in which variables stand for what was redacted. */
function quoteRedacted(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  const parts = text.split('[redacted]');
  return parts
    .map((part, index) => {
      const before = parts[index - 1];
      const member = /(?:^|[?&])(?:[\w-]+\.)*(\w+)=[^&]*$/.exec(before ?? '')?.[1] ?? '';
      const variable = before === undefined ? '' : `"$${variables[member] ?? 'SECRET'}"`;
      return variable + (part === '' && parts.length > 1 ? '' : quote(part, encoding));
    })
    .join('');
}

/** One word for bash, printable ASCII only: what is not is written byte by byte within `$'...'`. */
export function quote(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text)) return text;
  // `##` and a leading `::` would be taken for commands by the log of some CI services.
  if (/^[ -~]*$/.test(text) && !text.includes('##')) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const bytes = Buffer.from(text, encoding);
  const written = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[ -~]/.test(character) && !/['\\#]/.test(character)
      ? character
      : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `$'${written.join('')}'`;
}
