import { describe, expect, it } from 'vitest';
import { readResponses } from './http-response.js';

const whole = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>';

describe('readResponses', () => {
  it('reads one after the other and counts what is left', () => {
    const { responses, rest } = readResponses(
      Buffer.from(`HTTP/1.1 100 Continue\r\n\r\n${whole}${whole}HTTP`),
      false,
    );
    expect(responses).toHaveLength(2);
    expect(responses[0]).toEqual({
      status: 200,
      headers: [
        ['content-type', 'text/xml'],
        ['content-length', '4'],
      ],
      body: '<a/>',
    });
    expect(rest).toBe(4);
  });

  it('waits for the whole body, which HEAD has none of', () => {
    const head = whole.slice(0, -4);
    expect(readResponses(Buffer.from(head), false).responses).toHaveLength(0);
    expect(readResponses(Buffer.from(head), true).responses).toHaveLength(1);
  });

  it.each([
    ['a status line', 'no status line', whole.replace('HTTP/1.1 200', 'HTTP/1.1 20')],
    ['a header', 'no header', whole.replace('Content-Type:', 'Content Type:')],
    ['a header value', 'no header', whole.replace('text/xml', 'text\u0001xml')],
    ['one length', 'content-length', whole.replace('Content-Type: text/xml', 'Content-Length: 4')],
    ['a length', 'content-length', whole.replace('Content-Length: 4\r\n', '')],
    ['UTF-8', 'encoded data', whole.replace('<a/>', '<a/\u00ff')],
  ])('refuses bytes without %s', (_what, message, text) => {
    expect(() => readResponses(Buffer.from(text, 'latin1'), false)).toThrow(message);
  });
});
