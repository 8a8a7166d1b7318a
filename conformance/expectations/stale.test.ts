/** From a run to a file to another run: what a target mends has to leave the file. */
import { afterEach, expect, it } from 'vitest';
import { defaultWorld } from '../../world/default.js';
import { buildCatalogue } from '../checks/catalogue.js';
import { exitCode } from '../exit-code.js';
import type { Report } from '../report/report.js';
import { runSuite } from '../runner.js';
import { buildTarget } from '../target.js';
import { callerIdentity, reply, startFakeSts } from '../testdata/fake-sts.js';
import type { TestServer } from '../testdata/servers.js';
import { applyExpectations } from './apply.js';
import { reasonOf, type Expectations } from './expectations.js';
import { buildExpectations } from './write.js';

let server: TestServer | undefined;
afterEach(async () => server?.close());

const { checks } = buildCatalogue();

async function run(start: Promise<TestServer>): Promise<Report> {
  server = await start;
  const report = await runSuite({
    target: buildTarget({ endpoint: server.url }),
    world: defaultWorld,
    checks,
    operations: ['GetCallerIdentity'],
    only: ['wire'],
    seed: 1,
  });
  await server.close();
  return report;
}

function excusing(report: Report): Expectations {
  const built = buildExpectations(report);
  return {
    ...built,
    entries: built.entries.map((entry) => ({ ...entry, reason: 'known since the beginning' })),
  };
}

const today = new Date();
const requestIdHeader = 'wire/GetCallerIdentity/success/request-id-header';

it('excuses the target as it was, and fails the run for the one answer that was mended', async () => {
  const before = await run(startFakeSts());
  const expectations = excusing(before);
  expect(before.checks.find(({ id }) => id === requestIdHeader)?.verdict).toBe('fail');
  expect(exitCode(before)).toBe(1);
  expect(exitCode(applyExpectations(before, expectations, { today }))).toBe(0);

  const again = await run(startFakeSts());
  expect(exitCode(applyExpectations(again, expectations, { today }))).toBe(0);

  const mended = await run(
    startFakeSts((request, response) => {
      const isMended = request.body.includes('Action=GetCallerIdentity');
      if (!isMended) return false;
      response.setHeader('x-amzn-RequestId', /<RequestId>(.*)<\/RequestId>/.exec(callerIdentity)?.[1] ?? '');
      reply(response, 200, callerIdentity);
      return true;
    }),
  );
  const judged = applyExpectations(mended, expectations, { today });
  expect(judged.expectations?.stale.map(({ check, now }) => [check, now])).toEqual([
    [requestIdHeader, 'pass'],
  ]);
  expect(exitCode(judged)).toBe(1);
  expect(expectations.entries.map((entry) => reasonOf(expectations, entry))).toContain(
    'known since the beginning',
  );
});
