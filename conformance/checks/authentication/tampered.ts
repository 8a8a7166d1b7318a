/** Requests that are changed after they were signed. */
import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import type { OutgoingRequest } from '../../exchange.js';
import { HarnessError } from '../../verdict.js';
import { defineCheck } from '../define.js';
import { judgeRefusal, signedBy } from './refusal.js';

/** The last digit of the signature is another one. */
export function tamperedSignature(operation: OperationName): Check {
  return defineCheck({
    area: 'authentication',
    operation,
    name: 'tampered-signature',
    title: `${operation} refuses a signature that was changed as SignatureDoesNotMatch`,
    evidence: ['C6'],
    async run(context) {
      const wrong = { ...signedBy(context), tamper: changeSignature };
      return judgeRefusal(context, operation, wrong, 'SignatureDoesNotMatch');
    },
  });
}

/** A parameter is added that the operation does not know: unsigned, and otherwise ignored (row B41). */
export function tamperedBody(operation: OperationName): Check {
  return defineCheck({
    area: 'authentication',
    operation,
    name: 'tampered-body',
    title: `${operation} refuses a body that was changed after it was signed as SignatureDoesNotMatch`,
    evidence: ['C6', 'B41'],
    async run(context) {
      const wrong = { ...signedBy(context), tamper: extendBody };
      return judgeRefusal(context, operation, wrong, 'SignatureDoesNotMatch');
    },
  });
}

export function changeSignature(request: OutgoingRequest): OutgoingRequest {
  const headers = request.headers.map(([name, value]) => [name, flipSignature(name, value)] as const);
  if (headers.every(([, value], index) => value === request.headers[index]?.[1])) {
    throw new HarnessError('a signed request has no signature to change');
  }
  return { ...request, headers };
}

function flipSignature(name: string, value: string): string {
  if (name.toLowerCase() !== 'authorization') return value;
  return value.replace(
    /(Signature=[0-9a-f]{63})([0-9a-f])/u,
    (_, start: string, digit: string) => start + (digit === '0' ? '1' : '0'),
  );
}

/** Content-Length, where it was written already, follows. */
export function extendBody(request: OutgoingRequest): OutgoingRequest {
  const body = `${Buffer.from(request.body).toString('utf8')}&ConformanceNote=1`;
  const headers = request.headers.map(([name, value]) =>
    name.toLowerCase() === 'content-length'
      ? ([name, String(Buffer.byteLength(body))] as const)
      : ([name, value] as const),
  );
  return { ...request, headers, body };
}
