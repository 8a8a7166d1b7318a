import { afterEach, describe, expect, it } from 'vitest';
import { faultNames, startReference } from '../../reference/index.js';
import { defaultWorld } from '../../world/default.js';
import { runSuite } from '../runner.js';
import { buildTarget } from '../target.js';
import { buildCatalogue } from './catalogue.js';
import { distortionNames, startDistortingProxy } from './testdata/distorting-proxy.js';
import { provedBy } from './testdata/fault-table.js';

const { checks } = buildCatalogue();
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Ids of the checks among `ids` that fail against the endpoint. */
async function redOnes(endpoint: string, ids: readonly string[]): Promise<readonly string[]> {
  const report = await runSuite({
    target: buildTarget({ endpoint }),
    world: defaultWorld,
    checks: checks.filter(({ id }) => ids.includes(id)),
    seed: 1,
    runs: 0,
  });
  return report.checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
}

it('has something that turns each check red', () => {
  const unproved = checks.filter(({ id }) => {
    const { faults, distortions } = provedBy(id);
    return faults.length + distortions.length === 0;
  });
  expect(unproved.map(({ id }) => id)).toEqual([]);
});

describe.each(faultNames)('fault %s', (fault) => {
  it('turns all its checks red', { timeout: 30_000 }, async () => {
    const ids = checks.filter(({ id }) => provedBy(id).faults.includes(fault)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const reference = await startReference({ faults: [fault] });
    closing.push(() => reference.close());
    const red = await redOnes(reference.url, ids);
    expect(ids.filter((id) => !red.includes(id))).toEqual([]);
  });
});

describe.each(distortionNames)('distortion %s', (distortion) => {
  it('turns all its checks red', { timeout: 30_000 }, async () => {
    const ids = checks.filter(({ id }) => provedBy(id).distortions.includes(distortion)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const reference = await startReference();
    const proxy = await startDistortingProxy(reference.url, distortion);
    closing.push(
      () => reference.close(),
      () => proxy.close(),
    );
    const red = await redOnes(proxy.url, ids);
    expect(ids.filter((id) => !red.includes(id))).toEqual([]);
  });
});
