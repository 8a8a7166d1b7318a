/** The expectation of a finding as literal data, and its judge. Neither asks a check. */
import { header, type Answer, type Exchange } from '../exchange.js';
import { childText, describe, neverAboutValues, readExchange, type Reading } from '../judge.js';
import type { CheckReport } from '../report/report.js';
import { readDocument, type Element } from '../xml-document.js';
import type { CaseExpectation, WantedAnswer } from './case.js';

const serviceNamespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const constraintBlame = 'failed to satisfy constraint';

/**
 * The expectation that a finding missed. Undefined where none is known that the answer to one request decides, and where
 * the one that is known would let the recorded answer pass.
 */
export function expectationOf(check: CheckReport, exchange: Exchange): CaseExpectation | undefined {
  const candidates = [ofDocument(check), ofWantedAnswer(check.wanted ?? '')];
  return candidates.find(
    (expectation) => expectation !== undefined && judgeCase(expectation, exchange).verdict === 'fail',
  );
}

/** Requirements on the form of an answer, by the id of their check or by what they say. */
function ofDocument(check: CheckReport): CaseExpectation | undefined {
  const { area, operation, id, wanted, reason } = check;
  const name = id.slice(`${area}/${operation}/`.length);
  const result = `${operation}Result`;
  const requestId = name.startsWith('error/') ? ['RequestId'] : ['ResponseMetadata', 'RequestId'];
  if (area === 'wire') {
    if (name.endsWith('/well-formed')) return { kind: 'well-formed' };
    if (name.endsWith('/namespace')) return { kind: 'namespace', equals: serviceNamespace };
    if (name.endsWith('/content-type'))
      return { kind: 'header', name: 'content-type', matches: '^text/xml$' };
    if (name.endsWith('/request-id-header')) {
      return { kind: 'header-of-element', name: 'x-amzn-requestid', path: requestId };
    }
    if (name.endsWith('/request-id-form')) {
      return {
        kind: 'element-text',
        path: requestId,
        matches: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      };
    }
  }
  if (area !== 'round-trip') return undefined;
  if (name === 'expiration-format' && operation !== 'GetWebIdentityToken') {
    return {
      kind: 'element-text',
      path: [result, 'Credentials', 'Expiration'],
      matches: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`,
    };
  }
  const [, member, missing] = /^([\w.]+) is (?:(missing)|there)$/.exec(reason ?? '') ?? [];
  if (member === undefined || !(wanted ?? '').endsWith(member)) return undefined;
  const state = missing === undefined ? 'absent' : 'present';
  return { kind: 'element', path: [result, ...member.split('.')], state };
}

/** `403 AccessDenied`, `an error`, and alternatives as constraint checks word them. */
function ofWantedAnswer(wanted: string): CaseExpectation | undefined {
  const blamed = /^(\d{3}) (\w+), `([^`]+)`$/.exec(wanted);
  if (blamed !== null) {
    const [, status, name = '', has = ''] = blamed;
    return { kind: 'answer', anyOf: [{ status: Number(status), name, message: { has } }] };
  }
  const anyOf: WantedAnswer[] = [];
  for (const part of wanted.split(', or ')) {
    const answer = readWanted(part);
    if (answer === undefined) return undefined;
    anyOf.push(answer);
  }
  return { kind: 'answer', anyOf };
}

function readWanted(part: string): WantedAnswer | undefined {
  if (part === 'an error' || part === 'an error outside of the bound') return {};
  if (part === 'any other refusal') return { notNamed: [...neverAboutValues] };
  if (part === 'a ValidationError that does not blame the constraint') {
    return { status: 400, name: 'ValidationError', message: { lacks: constraintBlame } };
  }
  if (part === '400 ErrorResponse') return { status: 400 };
  const answer = /^(\d{3}) ([A-Za-z]+)$/.exec(part);
  if (answer !== null) return { status: Number(answer[1]), name: answer[2] ?? '' };
  return /^[A-Z][A-Za-z]+$/.test(part) ? { name: part } : undefined;
}

export interface CaseJudgement {
  readonly verdict: 'pass' | 'fail';
  /** What the answer was, in a few words. */
  readonly got: string;
}

/** Holds an answer to a literal expectation. */
export function judgeCase(expectation: CaseExpectation, exchange: Exchange): CaseJudgement {
  const reading = readExchange(exchange);
  if (expectation.kind === 'answer') {
    const met = expectation.anyOf.some((wanted) => meets(reading, wanted));
    return { verdict: met ? 'pass' : 'fail', got: describe(reading) };
  }
  const { response } = exchange;
  if (response.kind === 'no-answer') return { verdict: 'fail', got: describe(reading) };
  const { met, got } = judgeAnswer(expectation, response);
  return { verdict: met ? 'pass' : 'fail', got };
}

function meets(reading: Reading, { status, name, notNamed = [], message = {} }: WantedAnswer): boolean {
  if (reading.kind !== 'success' && reading.kind !== 'error') return false;
  if (status === undefined ? reading.status < 400 || reading.status > 499 : reading.status !== status)
    return false;
  if (status === undefined && reading.kind !== 'error') return false;
  const found = reading.kind === 'success' ? reading.name : reading.error.code;
  const text = reading.kind === 'error' ? (reading.error.message ?? '') : '';
  return (
    (name === undefined || found === name) &&
    !notNamed.includes(found) &&
    (message.has === undefined || text.includes(message.has)) &&
    (message.lacks === undefined || !text.includes(message.lacks))
  );
}

interface Held {
  readonly met: boolean;
  readonly got: string;
}

function judgeAnswer(expectation: Exclude<CaseExpectation, { kind: 'answer' }>, answer: Answer): Held {
  const document = readDocument(answer.text.replace(/^\uFEFF/u, ''));
  if (expectation.kind === 'header') {
    const value = header(answer, expectation.name);
    const met = value !== undefined && new RegExp(expectation.matches, 'i').test(value.trim());
    return { met, got: value ?? `no ${expectation.name}` };
  }
  if (!document.ok) return { met: false, got: `line ${document.line}: ${document.error}` };
  const { root } = document;
  switch (expectation.kind) {
    case 'well-formed':
      return { met: true, got: root.name };
    case 'namespace': {
      const stranger = outside(root, expectation.equals);
      return {
        met: stranger === undefined,
        got:
          stranger === undefined ? expectation.equals : `${stranger.name} in ${stranger.namespace || 'none'}`,
      };
    }
    case 'header-of-element': {
      const value = header(answer, expectation.name);
      const text = childText(root, ...expectation.path);
      return { met: value !== undefined && value === text, got: value ?? `no ${expectation.name}` };
    }
    case 'element': {
      const text = childText(root, ...expectation.path);
      const met = (text !== undefined) === (expectation.state === 'present');
      return { met, got: text === undefined ? `no ${expectation.path.join('/')}` : text };
    }
    case 'element-text': {
      const text = childText(root, ...expectation.path);
      const met = text !== undefined && new RegExp(expectation.matches).test(text);
      return { met, got: text ?? `no ${expectation.path.join('/')}` };
    }
  }
}

function outside(element: Element, namespace: string): Element | undefined {
  if (element.namespace !== namespace) return element;
  return element.children.map((child) => outside(child, namespace)).find((found) => found !== undefined);
}
