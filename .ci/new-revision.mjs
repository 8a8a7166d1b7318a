// Writes a revision of the model as its publisher might: a new operation and a new member, no documentation of ours.
// Usage: new-revision.mjs OUT
import { readFileSync, writeFileSync } from 'node:fs';

const ns = 'com.amazonaws.sts#';
const target = (name) => ({ target: ns + name });
const model = JSON.parse(readFileSync('model/sts.json', 'utf8'));
const { shapes } = model;

shapes[`${ns}GetMoonPhase`] = {
  type: 'operation',
  input: target('GetMoonPhaseRequest'),
  output: target('GetMoonPhaseResponse'),
  errors: [target('RegionDisabledException')],
};
shapes[`${ns}GetMoonPhaseRequest`] = {
  type: 'structure',
  members: { When: { ...target('roleSessionNameType'), traits: { 'smithy.api#required': {} } } },
  traits: { 'smithy.api#input': {} },
};
shapes[`${ns}GetMoonPhaseResponse`] = {
  type: 'structure',
  members: { Phase: { target: 'smithy.api#String' } },
  traits: { 'smithy.api#output': {} },
};
shapes[`${ns}AssumeRoleRequest`].members.Mood = target('roleSessionNameType');
Object.values(shapes)
  .find(({ type }) => type === 'service')
  .operations.push(target('GetMoonPhase'));
writeFileSync(process.argv[2], JSON.stringify(model));
