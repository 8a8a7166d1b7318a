import { describe, expect, it } from 'vitest';
import { constraintSites, type ConstraintSite } from '../../generated/index.js';
import { scalarLength } from '../../generated/runtime/constraints.js';
import { defaultWorld } from '../../world/default.js';
import { buildBaseInput } from '../base-requests.js';
import { assertLegal, assertSingleFault, brokenConstraints } from '../checks/constraint/single-fault.js';
import type { OutgoingRequest } from '../exchange.js';
import { serialize } from '../run-check.js';
import { frameOf, omitted, put } from './input.js';
import type { Facts, Input, MemberPlan } from './plan.js';
import { planOf } from './plans.js';
import { insideWitnesses, labelOf, outsideWitnesses } from './witnesses.js';

const sites = constraintSites.filter(({ violable }) => violable);

function requestOf(site: ConstraintSite, input: Input): OutgoingRequest {
  return { method: 'POST', path: '/', headers: [], body: serialize(site.operation, input) };
}

async function open(site: ConstraintSite): Promise<{ readonly plan: MemberPlan; readonly facts: Facts }> {
  const plan = planOf(site.operation, site.member);
  if (plan === undefined) throw new Error(`no plan for ${site.id}`);
  const now = new Date();
  const base = { ...(await buildBaseInput(site.operation, defaultWorld, now)) };
  const [key] = defaultWorld.users[0]?.accessKeys ?? [];
  if (key === undefined) throw new Error('the world has no key');
  return { plan, facts: { world: defaultWorld, credentials: key, base, now } };
}

function siteOf(id: string): ConstraintSite {
  const site = constraintSites.find((candidate) => candidate.id === id);
  if (site === undefined) throw new Error(`no site ${id}`);
  return site;
}

describe.each(sites.map((site) => [site.id, site] as const))('%s', (_, site) => {
  it('has a legal frame and legal witnesses inside', async () => {
    const { plan, facts } = await open(site);
    const frame = frameOf(plan, facts);
    expect(() => assertLegal(site.operation, requestOf(site, frame))).not.toThrow();
    const witnesses = await insideWitnesses(site, plan, facts);
    for (const { value } of witnesses) {
      expect(brokenConstraints(site.operation, requestOf(site, put(frame, plan.path, value)))).toEqual([]);
    }
    expect(witnesses.length > 0 || site.kind === 'required').toBe(true);
  });

  it('has witnesses outside that break this constraint alone', async () => {
    const { plan, facts } = await open(site);
    const witnesses = await outsideWitnesses(site, plan, facts);
    expect(witnesses.length).toBeGreaterThan(0);
    for (const { value } of witnesses) {
      const request = requestOf(site, put(frameOf(plan, facts), plan.path, value));
      expect(() => assertSingleFault(site.operation, request, plan.path, site.kind)).not.toThrow();
    }
  });
});

describe('bounds', () => {
  it('are met to the character, inside and outside', async () => {
    const maxima = sites.filter(({ kind }) => kind === 'length.max');
    const sizes = await Promise.all(
      maxima.map(async (site) => {
        const { plan, facts } = await open(site);
        const [inside] = await insideWitnesses(site, plan, facts);
        const [outside] = await outsideWitnesses(site, plan, facts);
        return [site.id, sizeOf(inside?.value), sizeOf(outside?.value)];
      }),
    );
    expect(sizes).toEqual(
      maxima.map(({ id, modelBound, liveBound }) => [id, Number(modelBound), Number(liveBound) + 1]),
    );
  });

  it('of the live service give no must between theirs and the model’s', async () => {
    const site = siteOf('AssumeRole/SourceIdentity/length.max');
    const { plan, facts } = await open(site);
    const inside = await insideWitnesses(site, plan, facts);
    expect(inside.map(({ value, level }) => [sizeOf(value), level])).toEqual([
      [64, undefined],
      [256, 'may'],
    ]);
    expect((await outsideWitnesses(site, plan, facts)).map(({ value }) => sizeOf(value))).toEqual([257]);
  });

  it('are also tried with characters of two UTF-16 units, at a lower level', async () => {
    const site = siteOf('AssumeRole/Tags.member.Key/length.max');
    const { plan, facts } = await open(site);
    const wide = (await insideWitnesses(site, plan, facts)).at(-1);
    expect(wide?.level).toBe('may');
    expect(sizeOf(wide?.value)).toBeLessThan(128);
    expect(String(wide?.value).length).toBeGreaterThan(128);
  });
});

describe('patterns', () => {
  it('are always tried with a line feed at the end, where they do not allow it', async () => {
    const untried: string[] = [];
    for (const site of sites) {
      if (site.kind !== 'pattern' || String(site.liveBound).includes('000A')) continue;
      const { plan, facts } = await open(site);
      const values = (await outsideWitnesses(site, plan, facts)).map(({ value }) => String(value));
      if (!values.some((value) => value.endsWith('\n'))) untried.push(site.id);
    }
    expect(untried).toEqual([]);
  });

  it('of ARNs are only tried with characters beyond U+FFFF', async () => {
    for (const site of sites.filter(({ kind, trait }) => kind === 'pattern' && trait.includes('#arnType'))) {
      const { plan, facts } = await open(site);
      for (const { value } of await outsideWitnesses(site, plan, facts)) {
        expect(String(value)).toMatch(/[\u{10000}-\u{10FFFF}]/u);
      }
    }
  });
});

describe('labels', () => {
  it('show short texts as ASCII, long and sensitive ones by their length', () => {
    expect(labelOf('a\né', false)).toBe(String.raw`"a\n\u00e9"`);
    expect(labelOf('\u{1F600}', false)).toBe(String.raw`"\ud83d\ude00"`);
    expect(labelOf('x'.repeat(81), false)).toBe('81 characters');
    expect(labelOf('secret', true)).toBe('6 characters');
    expect(labelOf(omitted, false)).toBe('no value');
    expect(labelOf([1, 2], false)).toBe('2 items');
    expect(labelOf(899, false)).toBe('899');
  });
});

describe('put', () => {
  it('changes one place and leaves the input alone', () => {
    const input = { Tags: [{ Key: 'a', Value: 'b' }], Name: 'n' };
    expect(put(input, ['Tags', 0, 'Key'], 'c')).toEqual({ Tags: [{ Key: 'c', Value: 'b' }], Name: 'n' });
    expect(put(input, ['Tags', 0, 'Key'], omitted)).toEqual({ Tags: [{ Value: 'b' }], Name: 'n' });
    expect(put(input, ['Name'], omitted)).toEqual({ Tags: [{ Key: 'a', Value: 'b' }] });
    expect(input).toEqual({ Tags: [{ Key: 'a', Value: 'b' }], Name: 'n' });
  });

  it('refuses a place that nothing holds', () => {
    expect(() => put({}, ['Tags', 0, 'Key'], 'c')).toThrow(RangeError);
  });
});

function sizeOf(value: unknown): number {
  return Array.isArray(value) ? value.length : scalarLength(String(value));
}
