import { describe, expect, it } from 'vitest';
import { type ClientManners, judge } from './judge.js';
import { errors, fails, succeeds } from './known.js';

const manners: ClientManners = {
  unmodeledType: 'ClientError',
  modeledType: (shapeName) => shapeName,
  tellsStatus: true,
};
const name = 'case';

describe('judge', () => {
  const success = succeeds(name, 'GetCallerIdentity', {}, { 'A.B': '^x$', Absent: '^$' });
  const refused = fails(name, 'AssumeRole', {}, { ...errors.malformedPolicy, message: 'no .*' });
  const right = {
    type: 'MalformedPolicyDocumentException',
    code: 'MalformedPolicyDocument',
    status: 400,
    message: 'no policy',
  };

  it('accepts what was wanted', () => {
    expect(judge(success, { name, output: { A: { B: 'x' } } }, manners)).toEqual([]);
    expect(judge(refused, { name, error: right }, manners)).toEqual([]);
  });

  it.each([
    ['no result', undefined],
    ['a refusal', { name, error: right }],
    ['another member', { name, output: { A: { B: 'y' } } }],
    ['a member that has to be absent', { name, output: { A: { B: 'x' }, Absent: 0 } }],
  ])('tells a success from %s', (_what, got) => {
    expect(judge(success, got, manners)).toHaveLength(1);
  });

  it.each([
    ['success', { name, output: {} }],
    ['another class', { name, error: { ...right, type: 'ClientError' } }],
    ['another code', { name, error: { ...right, code: 'AccessDenied' } }],
    ['another status', { name, error: { ...right, status: 403 } }],
    ['another message', { name, error: { ...right, message: '' } }],
  ])('tells a refusal from %s', (_what, got) => {
    expect(judge(refused, got, manners)).toHaveLength(1);
  });
});
