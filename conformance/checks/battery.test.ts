import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codec, operations, type OperationName } from '../../generated/index.js';
import { startReference } from '../../reference/index.js';
import { defaultWorld } from '../../world/default.js';
import { buildBaseInput } from '../base-requests.js';
import { runCheck, serialize } from '../run-check.js';
import { runSuite } from '../runner.js';
import { buildFormRequest, openSession } from '../session.js';
import { buildTarget } from '../target.js';
import { buildCatalogue } from './catalogue.js';
import {
  errorDocument,
  startFake,
  successDocument,
  type FakeAnswer,
  type FakeEndpoint,
} from './testdata/fake-endpoint.js';

const strict = new Set(['constraint', 'round-trip', 'authentication']);
const checks = buildCatalogue().checks.filter(({ area }) => strict.has(area));
const names = Object.keys(operations) as OperationName[];

/** A right answer of the reference endpoint to the base request of each operation, to the byte. */
const recorded = new Map<string, string>();
let running: FakeEndpoint | undefined;

beforeAll(async () => {
  const reference = await startReference();
  const session = openSessionAt(reference.url);
  for (const name of names) {
    const input = await buildBaseInput(name, defaultWorld, new Date());
    const { response } = await session.send(
      buildFormRequest('/', serialize(name, input)),
      operations[name].signed ? { kind: 'sigv4', credentials: session.target.credentials } : { kind: 'none' },
      {},
    );
    if (response.kind === 'answer' && response.status === 200) recorded.set(name, response.text);
  }
  await session.close();
  await reference.close();
  if (recorded.size !== names.length) throw new Error('the reference endpoint refuses a base request');
});

afterEach(async () => {
  await running?.close();
  running = undefined;
});

function openSessionAt(endpoint: string): ReturnType<typeof openSession> {
  return openSession({
    target: buildTarget({ endpoint }),
    world: defaultWorld,
    baseInput: buildBaseInput,
    timeoutMs: 5000,
    signal: new AbortController().signal,
  });
}

const battery: Readonly<Record<string, (action: string) => FakeAnswer>> = {
  'always 403': () => ({ status: 403, body: errorDocument('AccessDenied', 'no') }),
  'always 403 as if unsigned': () => ({
    status: 403,
    body: errorDocument('MissingAuthenticationToken', 'no'),
  }),
  'always 200 with an empty body': () => ({ status: 200, body: '' }),
  'always 400 ValidationError': () => ({
    status: 400,
    body: errorDocument(
      'ValidationError',
      "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    ),
  }),
  'always 500': () => ({ status: 500, contentType: 'text/html', body: '<html><body>sorry</body></html>' }),
  'an empty result': (action) => ({ status: 200, body: successDocument(action, '') }),
  'one fixed valid answer': () => ({ status: 200, body: recorded.get('AssumeRole') ?? '' }),
  'a fixed valid answer for each action': (action) => ({ status: 200, body: recorded.get(action) ?? '' }),
  'the right code in the wrong document': () => ({
    status: 400,
    body: '<Response><Code>ValidationError</Code></Response>',
  }),
};

describe.each(Object.keys(battery))('an endpoint that gives %s', (name) => {
  const answer = battery[name] ?? (() => ({ status: 500, body: '' }));

  it('passes nothing', { timeout: 30_000 }, async () => {
    running = await startFake(answer);
    const report = await runSuite({
      target: buildTarget({ endpoint: running.url }),
      world: defaultWorld,
      checks,
      seed: 1,
      runs: 2,
    });
    expect(report.checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id)).toEqual([]);
  });

  it('passes nothing even if its operations were found supported', { timeout: 30_000 }, async () => {
    running = await startFake(answer);
    const session = openSessionAt(running.url);
    const passed: string[] = [];
    const wrong: string[] = [];
    for (const check of checks) {
      const exchange = await session.send(
        buildFormRequest('/', `Action=${check.operation}`),
        { kind: 'none' },
        {},
      );
      const support = {
        operation: check.operation,
        support: 'supported',
        decidedBy: '',
        reason: '',
        exchange,
      } as const;
      const { outcome } = await runCheck(check, {
        session,
        support,
        seed: 1,
        runs: 2,
        reportsInvalid: false,
      });
      if (outcome.verdict === 'pass') passed.push(check.id);
      if (outcome.verdict === 'error') wrong.push(`${check.id}: ${outcome.reason}`);
    }
    await session.close();
    expect(passed).toEqual([]);
    expect(wrong).toEqual([]);
  });
});

it('records answers that the generated readers accept', () => {
  for (const name of names) {
    expect(() => codec[name].deserializeResponse(recorded.get(name) ?? '', 'strict')).not.toThrow();
  }
});
