import { expect, it } from 'vitest';
import { changeSignature, extendBody } from './tampered.js';

const signature = 'a'.repeat(63);
const request = {
  method: 'POST',
  path: '/',
  headers: [
    ['Authorization', `AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=${signature}0`],
    ['Content-Length', '3'],
  ],
  body: 'a=é',
} as const;

it('changes the last digit of the signature and nothing else', () => {
  const changed = changeSignature(request);
  expect(changed.headers[0]?.[1]).toBe(
    `AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=${signature}1`,
  );
  expect(changed.headers[1]).toEqual(request.headers[1]);
  expect(changeSignature(changed)).toEqual(request);
});

it('does not pass an unsigned request off as tampered', () => {
  expect(() => changeSignature({ ...request, headers: [] })).toThrow(/no signature/u);
});

it('extends the body and its length in bytes', () => {
  const changed = extendBody(request);
  expect(changed.body).toBe('a=é&ConformanceNote=1');
  expect(changed.headers[1]).toEqual(['Content-Length', String(Buffer.byteLength('a=é&ConformanceNote=1'))]);
  expect(changed.headers[0]).toEqual(request.headers[0]);
});
