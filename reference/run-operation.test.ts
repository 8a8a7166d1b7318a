import { expect, it } from 'vitest';
import { operations } from '../generated/index.js';
import { operationsWithoutHandler, startReference } from './index.js';
import { call, refusal } from './testdata/client.js';
import { date, now, world } from './testdata/harness.js';

it('every operation of the model has a handler', () => {
  expect(operationsWithoutHandler()).toEqual([]);
  expect(Object.keys(operations)).toHaveLength(11);
});

it('a region that is off refuses what needs it, with the account in the text', async () => {
  const off = await startReference({ world: { ...world, region: 'af-south-1' }, clock: () => now });
  const options = { ...date, region: 'af-south-1' };
  expect(await refusal(off.url, 'GetSessionToken', {}, options)).toEqual({
    status: 403,
    code: 'RegionDisabledException',
    message:
      'STS is not activated in this region for account:123456789012. Your account administrator can activate STS in this region using the IAM Console.',
  });
  await expect(call(off.url, 'GetCallerIdentity', {}, options)).resolves.toBeDefined();
  await off.close();
});
