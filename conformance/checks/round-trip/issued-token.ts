import type { Check } from '../../check.js';
import { childText, fail, passed } from '../../judge.js';
import type { Outcome } from '../../verdict.js';
import type { Element } from '../../xml-document.js';
import { defineCheck } from '../define.js';
import { succeed } from './pair.js';

const requests = [
  { SigningAlgorithm: 'RS256', audience: 'https://audience-1.example' },
  { SigningAlgorithm: 'ES384', audience: 'https://audience-2.example' },
] as const;

/** The issued token is signed as asked, for whom it was asked, until when the answer says. */
export function issuedToken(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'GetWebIdentityToken',
    name: 'token',
    title: 'GetWebIdentityToken issues a JWT of the algorithm, audience and end that were asked for',
    evidence: ['F9', 'F6'],
    async run(context) {
      for (const { SigningAlgorithm, audience } of requests) {
        const { result } = await succeed(context, 'GetWebIdentityToken', {
          Audience: [audience],
          SigningAlgorithm,
        });
        const outcome = judgeToken(result, SigningAlgorithm, audience);
        if (outcome.verdict !== 'pass') return outcome;
      }
      return passed;
    },
  });
}

function judgeToken(result: Element, algorithm: string, audience: string): Outcome {
  const [header, payload] = (childText(result, 'WebIdentityToken') ?? '')
    .split('.')
    .slice(0, 2)
    .map(readPart);
  if (header === undefined || payload === undefined)
    return fail('the token is no JWT', 'a JWT', 'something else');
  if (header['alg'] !== algorithm)
    return fail('the algorithm is another one', algorithm, textOf(header['alg']));
  const { aud, exp } = payload;
  const isForAudience = aud === audience || (Array.isArray(aud) && aud.length === 1 && aud[0] === audience);
  if (!isForAudience) return fail('the audience is another one', audience, textOf(aud));
  const expiration = Date.parse(childText(result, 'Expiration') ?? '') / 1000;
  return typeof exp === 'number' && Math.abs(exp - expiration) <= 1
    ? passed
    : fail('token and answer end at different times', `exp ${expiration}`, `exp ${textOf(exp)}`, {
        level: 'should',
      });
}

/** A part of a JWT that is a JSON object. */
function readPart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
