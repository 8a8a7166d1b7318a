import { describe, expect, it } from 'vitest';
import type { Exchange } from './exchange.js';
import { Redactor } from './redact.js';

const secret = 'wJalr/XUtnFEMI+K7MDENG/bPxRfiCY==<&">';

function redactorOf(...secrets: string[]): Redactor {
  const redactor = new Redactor();
  for (const each of secrets) redactor.learn(each);
  return redactor;
}

function percentAll(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function exchange(body: string, answer: string, headers: Exchange['request']['headers'] = []): Exchange {
  return {
    request: { method: 'POST', path: '/', headers, body },
    response: {
      kind: 'answer',
      status: 200,
      headers: [],
      body: Buffer.from(answer),
      text: answer,
      truncated: false,
    },
    sentAt: 0,
    durationMs: 1,
  };
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

describe('Redactor removes a secret', () => {
  it.each([
    ['raw', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    [
      'percent-encoded in lower case',
      encodeURIComponent(secret)
        .toLowerCase()
        .replace(/wjalr.*/i, percentAll(secret)),
    ],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['decoded as a form, with spaces for plus signs', secret.replaceAll('+', ' ')],
    ['in a form, with plus signs for spaces', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['as XML', xml(secret)],
    ['as XML twice', xml(xml(secret))],
    ['as numeric references', Array.from(secret, (c) => `&#x${c.charCodeAt(0).toString(16)};`).join('')],
    ['as decimal references', Array.from(secret, (c) => `&#${c.charCodeAt(0)};`).join('')],
    [
      'with HTML names',
      secret.replaceAll('+', '&plus;').replaceAll('/', '&sol;').replaceAll('=', '&equals;'),
    ],
    ['as JSON', JSON.stringify(secret).slice(1, -1)],
    ['as JSON with escaped slashes', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    ['as JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['as \\u escapes', Array.from(secret, (c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')],
    ['as percent-encoded XML', encodeURIComponent(xml(secret))],
  ])('%s', (_how, form) => {
    const text = `before ${form} after`;
    expect(redactorOf(secret).redact(text)).toBe('before [redacted] after');
  });

  it.each([0, 1, 2, 3, 4, 5])('inside base64 that begins %i bytes earlier', (offset) => {
    const padded = Buffer.from('x'.repeat(offset) + secret + 'tail');
    const bare = secret.replaceAll(/[^A-Za-z]/g, '');
    for (const encoding of ['base64', 'base64url'] as const) {
      const shown = redactorOf(secret).redact(`blob=${padded.toString(encoding)};`);
      expect(shown).toContain('[redacted]');
      const kept = shown.replaceAll('[redacted]', '').replace(/^blob=|;$/g, '');
      expect(Buffer.from(kept, encoding).toString('latin1')).not.toContain(bare.slice(0, 5));
      expect(kept.length).toBeLessThan(16);
    }
  });

  it('that was cut off in an echo, or by the end of what was read', () => {
    const redactor = redactorOf(secret);
    expect(redactor.redact(`${secret.slice(0, 20)}... is invalid`)).toBe('[redacted]... is invalid');
    expect(redactor.redact(`token ${secret.slice(0, 9)}`)).toBe('token [redacted]');
    expect(redactor.redact(`${secret.slice(0, 9)} is a word`)).toBe(`${secret.slice(0, 9)} is a word`);
  });

  it('more than once, beside others, and the longer of two that overlap', () => {
    const redactor = redactorOf('abcdefgh', 'abcdefghijkl', 'ijklmnopqrs');
    expect(redactor.redact('abcdefghijklmnopqrs|abcdefgh|xabcdefghx')).toBe(
      '[redacted]mnopqrs|[redacted]|x[redacted]x',
    );
  });

  it('of 8 characters anywhere, a shorter one in its own field alone', () => {
    const redactor = redactorOf('12345678', 'minio12');
    expect(redactor.redact('x12345678y minio12')).toBe('x[redacted]y minio12');
    expect(redactor.redact('a=1&TokenCode=123456&b=2')).toBe('a=1&TokenCode=[redacted]&b=2');
    expect(redactor.redact('<SecretAccessKey>minio12</SecretAccessKey>')).toBe(
      '<SecretAccessKey>[redacted]</SecretAccessKey>',
    );
    expect(redactor.redact('<s:SessionToken a="b"><![CDATA[tok]]></s:SessionToken>')).toBe(
      '<s:SessionToken a="b"><![CDATA[[redacted]]]></s:SessionToken>',
    );
    expect(redactor.redact('{"SessionToken": "tok", "n":1}')).toBe('{"SessionToken": "[redacted]", "n":1}');
    expect(redactor.redact(String.raw`{\"SecretAccessKey\":\"tok\"}`)).toBe(
      String.raw`{\"SecretAccessKey\":\"[redacted]\"}`,
    );
  });

  it('and leaves everything else as it is', () => {
    const text = 'arn:aws:iam::123456789012:role/demo 100% &amp; \\u0041 <Signature/> Action=AssumeRole';
    expect(redactorOf(secret).redact(text)).toBe(text);
    expect(new Redactor().redact(text)).toBe(text);
  });
});

describe('Redactor learns', () => {
  it('credentials and tokens of answers, XML and JSON', () => {
    const redactor = new Redactor();
    redactor.learnFrom(
      exchange('', '<r><c:SecretAccessKey>abc&amp;defghij</c:SecretAccessKey><SessionToken>unfinished-token'),
    );
    redactor.learnFrom(exchange('', String.raw`{"WebIdentityToken" : "json\/token-value"}`));
    expect(redactor.redact('abc&defghij unfinished-token json/token-value')).toBe(
      '[redacted] [redacted] [redacted]',
    );
  });

  it('what requests carry, but not the filling of a boundary case', () => {
    const redactor = new Redactor();
    redactor.learnFrom(exchange('Action=X&WebIdentityToken=ey.abc%2Bdef.ghi&TradeInToken=aaaaaaaaaaaa', ''));
    redactor.learnFrom(exchange('', '', [['X-Amz-Security-Token', 'session-of-caller']]));
    expect(redactor.redact('ey.abc+def.ghi session-of-caller aaaaaaaaaaaa')).toBe(
      '[redacted] [redacted] aaaaaaaaaaaa',
    );
  });

  it('signatures, and hides them in their header unlearned', () => {
    const redactor = new Redactor();
    const signature = '0123456789abcdef'.repeat(4);
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIA/x, SignedHeaders=host, Signature=${signature}`;
    expect(redactor.redactHeader('Authorization', authorization)).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIA/x, SignedHeaders=host, Signature=[redacted]',
    );
    redactor.learnSignature(exchange('', '', [['authorization', authorization]]));
    expect(redactor.redact(`you sent ${signature}`)).toBe('you sent [redacted]');
    expect(redactor.redactHeader('Set-Cookie', 'a=b')).toBe('[redacted]');
  });
});

describe('redactData', () => {
  it('walks data, keeps its shape, and shows of a secret member only how long it is', () => {
    const data = {
      RoleArn: 'arn',
      WebIdentityToken: 'x'.repeat(20_001),
      Tags: [{ Key: secret, [secret]: new Date(0), n: 1, none: undefined, big: 2n }],
    };
    expect(redactorOf(secret).redactData(data)).toEqual({
      RoleArn: 'arn',
      WebIdentityToken: '[redacted, 20001 characters]',
      Tags: [
        { Key: '[redacted]', '[redacted]': '1970-01-01T00:00:00.000Z', n: 1, none: undefined, big: '2' },
      ],
    });
  });
});

it('redacts a megabyte of escapes with two thousand secrets in a moment', () => {
  const redactor = new Redactor();
  for (let i = 0; i < 2000; i += 1) redactor.learn(`${(i * 7919) % 10_007}-secret-number-${i}`);
  const text = 'aaaa%41&amp;secret-numb\\u0041'.repeat(36_000);
  const started = performance.now();
  expect(redactor.redact(text)).toBe(text);
  expect(performance.now() - started).toBeLessThan(2000);
});
