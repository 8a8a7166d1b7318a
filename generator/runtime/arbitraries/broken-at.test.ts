import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkText, entrySegment, reportMissing, within } from '../constraints.js';
import type { Draft } from '../draft.js';
import { compilePattern } from '../pattern/pattern.js';
import type { Violation } from '../violation.js';
import type { Broken } from './broken.js';
import { brokenAtArb, type Step } from './broken-at.js';
import { listArb, mapArb } from './collections.js';
import { missingArb } from './simple.js';
import { outsidePatternArb, stringArb, tooLongArb, tooShortArb } from './strings.js';

/** A request like those that are generated, and its validator as one would be generated. */
interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
interface Request {
  readonly Name?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly Labels?: Readonly<Record<string, string>> | undefined;
  readonly Parent?: { readonly Tag?: Tag | undefined } | undefined;
}

const KEY = { pattern: '^[\\w-]+$', min: 1, max: 20 };
const VALUE = { max: 30 };
const KEY_PATTERN = compilePattern(KEY.pattern);

function checkTag(violations: Violation[], tag: Draft<Tag>): void {
  if (tag.Key === undefined) reportMissing(violations, 'Key', false);
  else checkText(violations, 'Key', tag.Key, KEY.min, KEY.max, KEY_PATTERN, false);
  if (tag.Value !== undefined)
    checkText(violations, 'Value', tag.Value, undefined, VALUE.max, undefined, false);
}

function validate(request: Draft<Request>): Violation[] {
  const violations: Violation[] = [];
  if (request.Name === undefined) reportMissing(violations, 'Name', false);
  else checkText(violations, 'Name', request.Name, 2, 10, undefined, false);
  request.Tags?.forEach((tag, index) => {
    const start = violations.length;
    checkTag(violations, tag);
    within(violations, start, 'Tags', index);
  });
  for (const [key, value] of Object.entries(request.Labels ?? {})) {
    const start = violations.length;
    checkText(violations, 'key', key, KEY.min, KEY.max, KEY_PATTERN, false);
    if (value !== undefined) checkText(violations, 'value', value, undefined, VALUE.max, undefined, false);
    within(violations, start, 'Labels', entrySegment(key, false));
  }
  if (request.Parent?.Tag !== undefined) {
    const start = violations.length;
    checkTag(violations, request.Parent.Tag);
    within(violations, start, 'Parent', 'Tag');
  }
  return violations;
}

const tagArb = (): fc.Arbitrary<Tag> =>
  fc.record({ Key: stringArb(KEY), Value: stringArb(VALUE) }, { requiredKeys: ['Key'] });
const labelArb = (): fc.Arbitrary<[string, string]> => fc.tuple(stringArb(KEY), stringArb(VALUE));
const parentArb = (): fc.Arbitrary<{ Tag?: Tag }> => fc.record({ Tag: tagArb() }, { requiredKeys: [] });
const requestArb = (): fc.Arbitrary<Request> =>
  fc.record(
    {
      Name: stringArb({ min: 2, max: 10 }),
      Tags: listArb(tagArb(), { max: 5 }),
      Labels: mapArb(stringArb(KEY), stringArb(VALUE), { max: 4 }),
      Parent: parentArb(),
    },
    { requiredKeys: ['Name'] },
  );

const TAGS: Step = { kind: 'member', name: 'Tags', create: () => listArb(tagArb(), { max: 5 }) };
const TAG: Step = { kind: 'item', create: tagArb };
const LABELS: Step = {
  kind: 'member',
  name: 'Labels',
  create: () => mapArb(stringArb(KEY), stringArb(VALUE)),
};

const SITES: Readonly<Record<string, () => fc.Arbitrary<Broken<Draft<Request>>>>> = {
  'Name missing': () => brokenAtArb(requestArb(), [{ kind: 'member', name: 'Name' }], missingArb()),
  'Name too long': () =>
    brokenAtArb(requestArb(), [{ kind: 'member', name: 'Name' }], tooLongArb({ max: 10 })),
  'key outside its pattern': () =>
    brokenAtArb(requestArb(), [TAGS, TAG, { kind: 'member', name: 'Key' }], outsidePatternArb(KEY)),
  'key missing': () => brokenAtArb(requestArb(), [TAGS, TAG, { kind: 'member', name: 'Key' }], missingArb()),
  'key empty: two at once': () =>
    brokenAtArb(requestArb(), [TAGS, TAG, { kind: 'member', name: 'Key' }], tooShortArb(KEY)),
  'value in an absent parent': () =>
    brokenAtArb(
      requestArb(),
      [
        { kind: 'member', name: 'Parent', create: parentArb },
        { kind: 'member', name: 'Tag', create: tagArb },
        { kind: 'member', name: 'Value' },
      ],
      tooLongArb(VALUE),
    ),
  'key of a map': () =>
    brokenAtArb(requestArb(), [LABELS, { kind: 'key', create: labelArb }], tooLongArb(KEY)),
  'value of a map': () =>
    brokenAtArb(requestArb(), [LABELS, { kind: 'value', create: labelArb }], tooLongArb(VALUE)),
};

function found(request: Draft<Request>): unknown[] {
  return validate(request).map(({ path, kind }) => ({ path, kind }));
}

describe('brokenAtArb', () => {
  it('starts from requests without a violation', () => {
    fc.assert(
      fc.property(requestArb(), (request) => {
        expect(found(request)).toEqual([]);
      }),
      { seed: 19, numRuns: 500 },
    );
  });

  it.each(Object.keys(SITES))('breaks exactly what it says: %s', (name) => {
    const arb = SITES[name]?.();
    if (arb === undefined) throw new Error(name);
    fc.assert(
      fc.property(arb, ({ input, violations }) => {
        expect(found(input)).toEqual(violations);
      }),
      { seed: 23, numRuns: 300 },
    );
    expect(fc.sample(arb, { seed: 29, numRuns: 20 })).toEqual(fc.sample(arb, { seed: 29, numRuns: 20 }));
  });

  it.each(Object.keys(SITES))('shrinks without mending or breaking more: %s', (name) => {
    const arb = SITES[name]?.();
    if (arb === undefined) throw new Error(name);
    let calls = 0;
    const details = fc.check(
      fc.property(arb, ({ input, violations }) => {
        calls++;
        expect(found(input)).toEqual(violations);
        return false;
      }),
      { seed: 31, numRuns: 1 },
    );
    expect(calls).toBeLessThan(120);
    const smallest = details.counterexample?.[0];
    expect(JSON.stringify(smallest?.input).length).toBeLessThan(120);
    expect(smallest?.violations).toEqual(found(smallest?.input ?? {}));
  });

  it('chooses any item', () => {
    const arb = SITES['key missing']?.();
    const places =
      arb === undefined
        ? []
        : fc.sample(arb, { seed: 37, numRuns: 300 }).map(({ violations }) => violations[0]?.path[1]);
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it('sets the member of a union', () => {
    const unions = fc.constant<{ readonly a?: string; readonly b?: { readonly c?: string } }>({ a: 'x' });
    const arb = brokenAtArb(
      unions,
      [
        { kind: 'variant', name: 'b', create: () => fc.constant({ c: 'y', d: 1 }) },
        { kind: 'member', name: 'c' },
      ],
      missingArb(),
    );
    expect(fc.sample(arb, { seed: 1, numRuns: 1 })).toEqual([
      { input: { b: { d: 1 } }, violations: [{ path: ['b', 'c'], kind: 'required' }] },
    ]);
  });
});
