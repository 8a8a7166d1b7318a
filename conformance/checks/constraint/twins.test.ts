import { afterEach, expect, it } from 'vitest';
import { startReference } from '../../../reference/index.js';
import { defaultWorld } from '../../../world/default.js';
import { groupFindings } from '../../report/findings.js';
import type { Report } from '../../report/report.js';
import { runSuite } from '../../runner.js';
import { buildTarget } from '../../target.js';
import { buildCatalogue } from '../catalogue.js';
import { startFake, successDocument } from '../testdata/fake-endpoint.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function judge(endpoint: string, only: string, timeoutMs = 5000): Promise<Report> {
  return runSuite({
    target: buildTarget({ endpoint }),
    world: defaultWorld,
    checks: buildCatalogue().checks,
    only: [only],
    seed: 1,
    runs: 0,
    timeoutMs,
  });
}

it('both sides of a site that is not enforced are one finding, shown by the outside', async () => {
  const reference = await startReference({ faults: ['length-unchecked'] });
  closing.push(() => reference.close());
  const { checks } = await judge(reference.url, 'constraint/AssumeRole/RoleSessionName/length.max/*');
  const groups = groupFindings(checks);
  expect(groups).toHaveLength(1);
  expect(groups[0]?.shown.side).toBe('outside');
  const [inside, ...more] = groups[0]?.others ?? [];
  expect(more).toEqual([]);
  expect(inside?.side).toBe('inside');
  expect(inside?.reason).toContain('one cause with constraint/AssumeRole/RoleSessionName/length.max/outside');
});

it('asks again where a request ran out of time, once', { timeout: 20_000 }, async () => {
  let calls = 0;
  const fake = await startFake((action, form) => {
    calls += 1;
    const isRight = form.get('RoleSessionName') !== null;
    return isRight
      ? { status: 200, body: successDocument(action, '<SourceIdentity>s</SourceIdentity>') }
      : { status: 400, body: 'no', ...(calls < 4 && { delayMs: 1500 }) };
  });
  closing.push(() => fake.close());
  const { checks } = await judge(fake.url, 'constraint/AssumeRole/RoleSessionName/required/outside', 500);
  expect(checks[0]).toMatchObject({ verdict: 'fail', got: '400 ill-formed XML' });
});
