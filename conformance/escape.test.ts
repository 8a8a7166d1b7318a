import { describe, expect, it } from 'vitest';
import { defuseLine, escapeJson, escapeLines, escapeValue } from './escape.js';

describe('escapeValue', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['\u009b2J', '\\u{9b}2J'],
    ['a\r\nb\tc\u0000', 'a\\r\\nb\\tc\\u{0}'],
    ['\u202eevil\u2066', '\\u{202e}evil\\u{2066}'],
    ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
    ['line\u2028end\u2029', 'line\\u{2028}end\\u{2029}'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['lone\ud800', 'lone\\u{d800}'],
    ['filler\u3164\u115f', 'filler\\u{3164}\\u{115f}'],
  ])('makes %j visible', (text, shown) => {
    expect(escapeValue(text)).toBe(shown);
  });

  it('leaves readable text alone', () => {
    const text = 'Zoë, 東京, 🙂, naïve — arn:aws:iam::1:role/x "q" \\n';
    expect(escapeValue(text)).toBe(text);
  });
});

it('escapeLines keeps newlines as lines', () => {
  expect(escapeLines('a\r\nb\rc\n')).toEqual(['a', 'b\\rc', '']);
});

describe('defuseLine', () => {
  it.each([
    ['::error file=x::boom', '\\u{3a}:error file=x::boom'],
    ['   ::set-output name=a::b', '   \\u{3a}:set-output name=a::b'],
    ['x ##vso[task.setvariable]y', 'x \\u{23}#vso[task.setvariable]y'],
    ['##[error]x', '\\u{23}#[error]x'],
    ["##teamcity[testFailed name='x']", "\\u{23}#teamcity[testFailed name='x']"],
    ['###[x', '\\u{23}\\u{23}#[x'],
  ])('disarms %j', (line, shown) => {
    expect(defuseLine(line)).toBe(shown);
  });

  it('leaves an ARN alone', () => {
    expect(defuseLine('  arn:aws:s3:::bucket # not a command')).toBe('  arn:aws:s3:::bucket # not a command');
  });
});

it('escapeJson hides nothing and changes no value', () => {
  const data = { 'k\u202e': ['\u001b[0m\u009b\u{e0041}', '##vso[x]', '::error::', 'a\nb', 'é'] };
  const json = escapeJson(JSON.stringify(data, undefined, 2));
  expect(JSON.parse(json)).toEqual(data);
  expect(json).not.toMatch(/[\p{Cf}\u007f-\u009f]|##/u);
});
