/** What stays the same of a finding from run to run. */
import type { CheckReport } from '../report/report.js';

/** A status with the name of a document, an error code or a media type, as `describe` writes it. */
const answer = /^(\d{3} ([A-Za-z][\w.:/+-]*|empty body|ill-formed XML)|no answer: [a-z-]+)$/;

/** Longer signatures say nothing more. */
const longest = 200;

/**
 * The signature of a finding: how the requirement is missed, free of values, so that two runs against the same endpoint
 * agree. Where the finding is an answer that should have been another one, it is that answer: `200 AssumeRoleResponse`,
 * `500 text/html`, `no answer: timeout`. Otherwise it is the reason and what was got, with a placeholder for every word
 * that carries a value: `Expiration is written otherwise: <time dddd-dd-ddTdd:dd:dd.dZ>`.
 */
export function signatureOf({ got, reason }: Pick<CheckReport, 'got' | 'reason'>): string {
  const observed = got ?? '';
  const signature = answer.test(observed) ? observed : `${generalize(reason ?? '')}: ${generalize(observed)}`;
  return signature.length <= longest ? signature : `${signature.slice(0, longest - 1)}…`;
}

/** Replaces every word that is more than a word. */
export function generalize(text: string): string {
  return (
    text
      // Which kinds of characters turn up in a random text is chance.
      .replace(/(\d+ characters): .*$/s, '$1')
      .split(/\s+/)
      .map(generalizeWord)
      .join(' ')
      .replaceAll(/<text>(,? <text>)+/g, '<text>')
      .trim()
  );
}

const plainWord = /^[\p{L}]{1,40}([-'’/.][\p{L}]{1,40})*$/u;

function generalizeWord(word: string): string {
  const [, open = '', core = '', close = ''] = /^([("'`]*)(.*?)([)"'`,;:.!?]*)$/su.exec(word) ?? [];
  return `${open}${kindOf(core)}${close}`;
}

function kindOf(word: string): string {
  if (plainWord.test(word) || /^[^\p{L}\p{N}]*$/u.test(word)) return word;
  if (/^[+-]?\d+(\.\d+)?$/.test(word)) return '<number>';
  if (/^\d{4}-\d\d-\d\d/.test(word)) {
    return `<time ${word.replaceAll(/\.\d+/g, '.d').replaceAll(/\d/g, 'd').slice(0, 40)}>`;
  }
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word)) return '<uuid>';
  if (word.startsWith('arn:')) return '<arn>';
  if (/^https?:/.test(word)) return '<url>';
  return '<text>';
}
