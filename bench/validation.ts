/** Validating a request, beside ajv with a schema of the same constraints. */
import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { constraintSites, validateAssumeRoleRequest } from '../generated/index.js';
import { pick, taggedRequests } from './inputs.js';
import { measure } from './measure.js';
import type { MeasureOptions } from './measure.js';
import { perSecond } from './row.js';
import type { Row } from './row.js';
import { ratioOf, spreadOf } from './statistics.js';

export async function measureValidators(options: MeasureOptions): Promise<readonly Row[]> {
  const schema = requestSchema('AssumeRole');
  const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  const [wrong] = taggedRequests.map((request) => ({ ...request, Tags: [{ Key: '', Value: '<' }] }));
  assert.ok(isValid(pick(taggedRequests, 0)), 'ajv refuses the request');
  assert.deepEqual(validateAssumeRoleRequest(pick(taggedRequests, 0)), []);
  assert.equal(isValid(wrong) ? 0 : isValid.errors?.length, validateAssumeRoleRequest(wrong ?? {}).length);
  const times = await measure(
    [
      { name: 'ours', run: (index) => validateAssumeRoleRequest(pick(taggedRequests, index)).length },
      { name: 'ajv', run: (index) => isValid(pick(taggedRequests, index)) },
    ],
    options,
  );
  return [
    {
      what: 'validate AssumeRole, 50 tags',
      ours: perSecond(spreadOf(times.ours).median),
      against: 'ajv, same constraints',
      peer: perSecond(spreadOf(times.ajv).median),
      ratio: ratioOf(times.ajv, times.ours),
      goal: { atLeast: 1.5 },
    },
  ];
}

/** A JSON schema, as far as constraints need one. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

/** The schema of an operation's input, from the generated table of constraints, live bounds as the validators have. */
function requestSchema(operation: string): Schema {
  const root: Schema = { type: 'object' };
  const sites = constraintSites.filter((site) => site.operation === operation);
  const isList = (member: string): boolean =>
    sites.some((site) => site.member === `${member}.member` || site.member.startsWith(`${member}.member.`));
  for (const site of sites) {
    const segments = site.member.split('.');
    const name = segments.pop() ?? '';
    const parent = segments.reduce(childOf, root);
    if (site.kind === 'required') {
      if (name !== 'member') (parent.required ??= []).push(name);
      continue;
    }
    const schema = childOf(parent, name);
    const { liveBound: bound } = site;
    if (site.kind === 'pattern') {
      schema.type = 'string';
      schema.pattern = String(bound);
    } else if (site.kind === 'range.min' || site.kind === 'range.max') {
      schema.type = 'integer';
      schema[site.kind === 'range.min' ? 'minimum' : 'maximum'] = Number(bound);
    } else if (site.kind === 'length.min' || site.kind === 'length.max') {
      const list = isList(site.member);
      schema.type = list ? 'array' : 'string';
      const end = list ? 'Items' : 'Length';
      schema[`${site.kind === 'length.min' ? 'min' : 'max'}${end}`] = Number(bound);
    } else throw new Error(`no JSON schema for ${site.kind} of ${site.member}`);
  }
  return root;
}

/** The schema below another one, by member name; `member` is any item of a list. */
function childOf(parent: Schema, name: string): Schema {
  if (name === 'member') {
    parent.type = 'array';
    return (parent.items ??= {});
  }
  parent.type = 'object';
  return ((parent.properties ??= {})[name] ??= {});
}
