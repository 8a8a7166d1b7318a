/** Takes secrets out of everything that is shown, in whatever encoding a target echoes them. */
import type { Exchange } from './exchange.js';
import { decodeEscapes, plainView, type View } from './redact-views.js';

const replacement = '[redacted]';

/** Shorter secrets would take ordinary words out of a report; they are removed from their own fields alone. */
const shortest = 8;
/** A beginning of a secret of this length is removed too: echoes are often cut off. */
const tellingPrefix = 16;

/** Members whose values are secrets, in requests and answers. */
const secretMembers = [
  'SecretAccessKey',
  'SessionToken',
  'WebIdentityToken',
  'SAMLAssertion',
  'TradeInToken',
  'TokenCode',
];
const secretFields = [...secretMembers, 'X-Amz-Security-Token', 'X-Amz-Signature', 'Signature'];
const secretHeaders: ReadonlySet<string> = new Set([
  'x-amz-security-token',
  'set-cookie',
  'cookie',
  'proxy-authorization',
]);

/** Name of a field, what separates it from its value in a form, a header, XML or JSON, and the value. */
const fieldPattern = new RegExp(
  `(\\b(?:${secretFields.join('|')})(?:[^\\S\\n]*=[^\\S\\n]*|%3D|:[^\\S\\n]*|(?:\\s[^<>]*)?(?:>|&gt;)(?:<!\\[CDATA\\[)?|\\\\?["']\\s*:\\s*\\\\?["']))([^&<"'\\s;,\\\\\\]]+)`,
  'gi',
);

const answerPattern =
  /<(?:[\w.-]+:)?(?:SecretAccessKey|SessionToken|WebIdentityToken)\b[^>]*>(?:<!\[CDATA\[)?([^<\]]*)|"(?:SecretAccessKey|SessionToken|WebIdentityToken)"\s*:\s*"((?:[^"\\]|\\.)*)/g;
const formPattern = /(?:^|[&?])(WebIdentityToken|SAMLAssertion|TradeInToken)=([^&]*)/g;
const signaturePattern = /\bSignature=([0-9a-f]{16,})/;

/**
 * Knows every secret given to a run or seen in it. Learning first and redacting last removes a secret from texts that
 * are older than the moment at which it was known to be one.
 */
export class Redactor {
  readonly #learned = new Set<string>();
  /** Secrets and their base64 forms by their first characters. */
  readonly #patterns = new Map<string, string[]>();
  /** One flag for each hash of three characters of a beginning: most of a text is passed over by it. */
  readonly #filter = new Uint8Array(0x1_0000);

  /** Removes `secret` from now on wherever it stands; below 8 characters it is only removed from its own field. */
  learn(secret: string | undefined): void {
    if (secret === undefined || secret.length < shortest || this.#learned.has(secret)) return;
    this.#learned.add(secret);
    for (const form of [secret, ...base64Forms(secret)]) this.#index(fold(form));
  }

  /** Learns the tokens that a request carries and the credentials that an answer gives. */
  learnFrom({ request, response }: Exchange): void {
    const body =
      typeof request.body === 'string' ? request.body : Buffer.from(request.body).toString('latin1');
    for (const text of [body, request.path]) {
      for (const [, , value = ''] of text.matchAll(formPattern)) {
        const secret = decodeAll(value);
        // Filling of a boundary case, `aaaa...`, is nobody's secret.
        if (new Set(secret).size > 3) this.learn(secret);
      }
    }
    for (const [name, value] of request.headers) {
      if (name.toLowerCase() === 'x-amz-security-token') this.learn(value);
    }
    if (response.kind !== 'answer') return;
    for (const [, inXml, inJson] of response.text.matchAll(answerPattern)) {
      this.learn(decodeAll(inXml ?? inJson ?? '').trim());
    }
  }

  /** Learns the signature of a request that a report will show. */
  learnSignature({ request }: Exchange): void {
    for (const [name, value] of request.headers) {
      if (name.toLowerCase() === 'authorization') this.learn(signaturePattern.exec(value)?.[1]);
    }
  }

  redact(text: string): string {
    return this.#redactKnown(text).replaceAll(fieldPattern, (match, field: string, value: string) =>
      value === replacement.slice(0, value.length) ? match : field + replacement,
    );
  }

  redactHeader(name: string, value: string): string {
    return secretHeaders.has(name.toLowerCase()) ? replacement : this.redact(value);
  }

  /** The same for every string in JSON-like data, keys included; values of secret members go whole. */
  redactData(data: unknown): unknown {
    if (typeof data === 'string') return this.redact(data);
    if (Array.isArray(data)) return data.map((item) => this.redactData(item));
    if (data instanceof Date) return Number.isNaN(data.getTime()) ? 'Invalid Date' : data.toISOString();
    if (data instanceof Uint8Array) return this.redact(Buffer.from(data).toString('base64'));
    if (typeof data === 'bigint') return data.toString();
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        this.redact(key),
        secretMembers.includes(key) && typeof value === 'string'
          ? `[redacted, ${value.length} characters]`
          : this.redactData(value),
      ]),
    );
  }

  #index(form: string): void {
    if (form.length < shortest) return;
    const key = form.slice(0, shortest);
    const known = this.#patterns.get(key);
    if (known === undefined) this.#patterns.set(key, [form]);
    else known.push(form);
    this.#filter[hashAt(form, 0)] = 1;
  }

  #redactKnown(text: string): string {
    if (this.#learned.size === 0 || text.length < shortest) return text;
    const ranges: Range[] = [];
    let view: View | undefined = plainView(text);
    for (let level = 0; view !== undefined && level < 4; level += 1) {
      this.#find(view, ranges);
      view = decodeEscapes(view);
    }
    return cut(text, ranges);
  }

  #find({ text, starts, ends }: View, ranges: Range[]): void {
    const folded = fold(text);
    const last = folded.length - shortest;
    for (let at = 0; at <= last; at += 1) {
      if (this.#filter[hashAt(folded, at)] !== 1) continue;
      const candidates = this.#patterns.get(folded.slice(at, at + shortest));
      if (candidates === undefined) continue;
      const length = Math.max(...candidates.map((pattern) => matchLength(folded, at, pattern)));
      if (length === 0) continue;
      const end = at + length - 1;
      ranges.push({ start: starts?.[at] ?? at, end: ends?.[end] ?? end + 1 });
      at = end;
    }
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Characters of `pattern` found at `at`, where they are all of it, a telling beginning, or all that is left. */
function matchLength(text: string, at: number, pattern: string): number {
  let length = shortest;
  while (length < pattern.length && text.charCodeAt(at + length) === pattern.charCodeAt(length)) length += 1;
  const enough = length === pattern.length || length >= tellingPrefix || at + length === text.length;
  return enough ? length : 0;
}

function hashAt(text: string, at: number): number {
  const mixed = text.charCodeAt(at) * 961 + text.charCodeAt(at + 3) * 31 + text.charCodeAt(at + 7);
  return mixed & 0xffff;
}

/** A form decoder turns `+` into a space: both count as one character. */
function fold(text: string): string {
  return text.replaceAll(' ', '+');
}

function cut(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  let result = '';
  let done = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= done) continue;
    if (start >= done) result += text.slice(done, start) + replacement;
    done = end;
  }
  return result + text.slice(done);
}

/** What stays the same of the base64 of a text that contains `secret`, for the three places where it may start. */
function base64Forms(secret: string): string[] {
  const forms: string[] = [];
  const bytes = Buffer.from(secret);
  for (let offset = 0; offset < 3; offset += 1) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = encoded.slice(first, last);
    forms.push(core);
    if (/[+/]/.test(core)) forms.push(core.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

function decodeAll(text: string): string {
  return decodeEscapes(plainView(text))?.text ?? text;
}
