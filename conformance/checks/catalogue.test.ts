import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constraintSites } from '../../generated/index.js';
import { evidenceFact, evidenceIds } from '../evidence/catalogue.js';
import { atLeast, highestLevel } from '../verdict.js';
import { plannedMembers } from '../witnesses/plans.js';
import { buildCatalogue } from './catalogue.js';

const { checks, unjudged } = buildCatalogue();

interface ModelShape {
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, { readonly traits?: Readonly<Record<string, unknown>> }>>;
}

const model = JSON.parse(readFileSync('model/sts.json', 'utf8')) as {
  readonly shapes: Readonly<Record<string, ModelShape>>;
};

describe('ids', () => {
  it('are paths of area and operation, each once', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id, area, operation } of checks) expect(id.startsWith(`${area}/${operation}/`)).toBe(true);
  });

  it('stay the same from call to call', () => {
    expect(buildCatalogue().checks.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
  });

  it('of constraint checks name site and side', () => {
    const [check] = checks.filter(({ member }) => member === 'Tags.member.Key');
    expect(check).toMatchObject({
      id: 'constraint/AssumeRole/Tags.member.Key/required/inside',
      constraint: 'required',
      side: 'inside',
    });
  });
});

describe('constraint sites', () => {
  it('have a check or a reason on either side, never both', () => {
    const judged = checks
      .filter(({ area }) => area === 'constraint')
      .map(({ operation, member, constraint, side }) => `${operation}/${member}/${constraint}/${side}`);
    const listed = unjudged.map(
      ({ operation, member, constraint, side }) => `${operation}/${member}/${constraint}/${side}`,
    );
    const all = constraintSites.flatMap(({ id }) => [`${id}/inside`, `${id}/outside`]);
    expect([...judged, ...listed].toSorted()).toEqual(all.toSorted());
  });

  it('that can be violated are all judged from outside', () => {
    const outside = checks.filter(({ side }) => side === 'outside');
    expect(outside).toHaveLength(149);
    expect(outside).toHaveLength(constraintSites.filter(({ violable }) => violable).length);
  });

  it('are listed with one of two kinds of reason', () => {
    for (const { reason } of unjudged) expect(reason).toMatch(/^not (observable|violable): ./u);
    expect(unjudged.filter(({ reason }) => reason.startsWith('not violable'))).toHaveLength(14);
    expect(unjudged.some(({ reason }) => reason.includes('nobody has written'))).toBe(false);
  });

  it('are those that witnesses are planned for', () => {
    for (const operation of new Set(constraintSites.map((site) => site.operation))) {
      const members = constraintSites
        .filter((site) => site.operation === operation)
        .map(({ member }) => member);
      expect(plannedMembers(operation).toSorted()).toEqual([...new Set(members)].toSorted());
    }
  });
});

describe('evidence', () => {
  it('carries the level of every check: that of the fact it rests on', () => {
    const tooHeavy = checks.filter(({ level, evidence: [first = ''] }) => {
      return !atLeast(highestLevel(evidenceFact(first).confidence), level);
    });
    expect(tooHeavy.map(({ id }) => id)).toEqual([]);
  });

  it('is cited by a check once', () => {
    const twice = checks.filter(({ evidence }) => new Set(evidence).size < evidence.length);
    expect(twice.map(({ id }) => id)).toEqual([]);
  });

  it('is cited by some check, each fact of it', () => {
    const cited = new Set<string>(checks.flatMap(({ evidence }) => evidence));
    expect(evidenceIds.filter((id) => !cited.has(id))).toEqual([]);
  });

  it('of the model stands in the model', () => {
    const cited = new Set(checks.flatMap(({ evidence }) => evidence).filter((id) => id.startsWith('model:')));
    expect(cited.size).toBeGreaterThan(20);
    const missing = [...cited].filter((id) => {
      const [shapeId = '', ...rest] = id.slice('model:'.length).split('$');
      const [trait = '', member] = rest.toReversed();
      const shape = model.shapes[shapeId];
      const holder = member === undefined ? shape : shape?.members?.[member];
      return !Object.hasOwn(holder?.traits ?? {}, trait);
    });
    expect(missing).toEqual([]);
  });
});

it('titles are sentences without a full stop', () => {
  for (const { title } of checks) {
    expect(title).not.toMatch(/undefined|NaN|\.$/u);
  }
});
