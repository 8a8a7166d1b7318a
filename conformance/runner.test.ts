import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import { MissingFixtureError } from './base-requests.js';
import type { Check, CheckContext } from './check.js';
import { formatJson } from './report/json.js';
import type { Report } from './report/report.js';
import { exitCode, runSuite, type RunEvent, type RunOptions } from './runner.js';
import { buildTarget } from './target.js';
import { errorDocument, reply, sessionToken, startFakeSts } from './testdata/fake-sts.js';
import { startHttp, startRaw, type TestServer } from './testdata/servers.js';
import { HarnessError, type Outcome } from './verdict.js';

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function started(server: Promise<TestServer>): Promise<TestServer> {
  servers.push(await server);
  return server;
}

function check(
  name: string,
  run: (context: CheckContext) => Promise<Outcome>,
  parts: Partial<Check> = {},
): Check {
  return {
    id: `identity/GetCallerIdentity/${name}`,
    title: `It ${name}.`,
    area: 'identity',
    level: 'must',
    operation: 'GetCallerIdentity',
    evidence: ['A1'],
    run,
    ...parts,
  };
}

const pass: Outcome = { verdict: 'pass' };
const ask = async (context: CheckContext): Promise<Outcome> => {
  const { response } = await context.call('GetCallerIdentity', {});
  return response.kind === 'answer' && response.status === 200
    ? pass
    : { verdict: 'fail', reason: 'asked', wanted: '200', got: response.kind };
};
const asks = check('asks', ask);

function run(server: Pick<TestServer, 'url'>, options: Partial<RunOptions> = {}): Promise<Report> {
  return runSuite({
    target: buildTarget({ endpoint: server.url }),
    world: defaultWorld,
    checks: [asks],
    seed: 42,
    timeoutMs: 2000,
    probePausesMs: [20],
    ...options,
  });
}

const schema = JSON.parse(readFileSync(new URL('report/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

function schemaErrors(report: Report): unknown {
  return validate(JSON.parse(formatJson(report))) ? [] : validate.errors;
}

describe('runSuite', () => {
  it('turns whatever a check does into a verdict and a valid report', async () => {
    const server = await started(startFakeSts());
    const failing: Outcome = {
      verdict: 'fail',
      reason: 'it differs',
      wanted: 'a',
      got: 'b',
      level: 'should',
      counterexample: { RoleArn: 'x', when: new Date(0) },
      path: '0:1',
    };
    const report = await run(server, {
      checks: [
        asks,
        check('fails', () => Promise.resolve(failing)),
        check('lacks', () => Promise.reject(new MissingFixtureError('role web'))),
        check('breaks', () => Promise.reject(new HarnessError('my fault\n    at stack'))),
        check('throws', () => {
          throw new TypeError('x is not a function');
        }),
        check('elsewhere', () => Promise.resolve(pass), {
          operation: 'AssumeRole',
          id: 'session/AssumeRole/x',
        }),
      ],
    });
    expect(schemaErrors(report)).toEqual([]);
    expect(report.checks.map(({ verdict }) => verdict)).toEqual([
      'pass',
      'fail',
      'skip',
      'error',
      'error',
      'unsupported',
    ]);
    expect(report.checks.map(({ reason }) => reason)).toEqual([
      null,
      'it differs',
      'the world has no role web',
      'HarnessError: my fault',
      'TypeError: x is not a function',
      '400 InvalidAction: the target says that it does not implement the operation',
    ]);
    expect(report.checks[1]).toMatchObject({
      level: 'should',
      counterexample: { when: '1970-01-01T00:00:00.000Z' },
    });
    expect(report.summary).toEqual({ pass: 1, fail: 1, skip: 1, unsupported: 1, error: 2, notRun: 0 });
    expect(report.operations.map(({ name, support }) => [name, support])).toEqual([
      ['AssumeRole', 'unsupported'],
      ['GetCallerIdentity', 'supported'],
    ]);
    expect(report.checks[0]?.exchanges[0]?.response).toMatchObject({ kind: 'answer', status: 200 });
    expect(report.checks[0]?.requests).toBe(1);
    expect(report.requests).toBe(3);
    expect(report.incomplete).toBe(false);
    expect(exitCode(report)).toBe(4);
  });

  it('signs what the operation demands, under the base path', async () => {
    const seen: string[] = [];
    const server = await started(
      startFakeSts((request) => {
        seen.push(`${request.path} ${request.headers.authorization?.slice(0, 45) ?? 'unsigned'}`);
        return false;
      }),
    );
    await runSuite({
      target: buildTarget({
        endpoint: `${server.url}/sts/`,
        accessKeyId: 'AKIAGIVEN',
        secretAccessKey: 'given-secret',
      }),
      world: defaultWorld,
      checks: [
        check('unsigned', async (context) => {
          await context.call('GetCallerIdentity', {}, { kind: 'none' });
          return pass;
        }),
      ],
      seed: 1,
    });
    expect(seen).toEqual([
      expect.stringMatching(/^\/sts\/ AWS4-HMAC-SHA256 Credential=AKIAGIVEN/),
      '/sts/ unsigned',
    ]);
  });

  it('derives the seed of a check from the run and its id alone', async () => {
    const server = await started(startFakeSts());
    const seeds: number[] = [];
    const note = check('notes', (context) => {
      seeds.push(context.seed);
      return Promise.resolve(pass);
    });
    const all = await run(server, { checks: [asks, note] });
    const alone = await run(server, { checks: [asks, note], only: [note.id] });
    await run(server, { checks: [note], seed: 43 });
    expect(seeds[0]).toBe(seeds[1]);
    expect(seeds[2]).not.toBe(seeds[0]);
    expect(alone.checks.map(({ id, seed }) => [id, seed])).toEqual([[note.id, all.checks[1]?.seed]]);
  });

  it('runs checks side by side, no more than asked for, and tells of each', async () => {
    let busy = 0;
    let most = 0;
    const server = await started(startFakeSts());
    const slow = Array.from({ length: 12 }, (_, index) =>
      check(`slow-${index}`, async () => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise((resolve) => setTimeout(resolve, 10));
        busy -= 1;
        return pass;
      }),
    );
    const events: RunEvent[] = [];
    const report = await run(server, {
      checks: slow,
      concurrency: 4,
      onEvent: (event) => events.push(event),
    });
    expect(most).toBe(4);
    expect(report.checks.map(({ id }) => id)).toEqual(slow.map(({ id }) => id));
    expect(events.map(({ kind }) => kind)).toEqual([
      'started',
      'operation',
      ...slow.map(() => 'check'),
      'finished',
    ]);
  });

  it('holds one pace for all of them', async () => {
    const server = await started(startFakeSts());
    const checks = Array.from({ length: 10 }, (_, index) => check(`asks-${index}`, ask));
    const before = performance.now();
    await run(server, { checks, rate: 50 });
    expect(performance.now() - before).toBeGreaterThan(190);
  });

  it('refuses patterns that choose nothing', async () => {
    await expect(run({ url: 'http://127.0.0.1:1' }, { only: ['nothing/*'] })).rejects.toThrow(
      /no check matches/,
    );
    await expect(run({ url: 'http://127.0.0.1:1' }, { operations: ['Nothing'] })).rejects.toThrow(
      /no check is about/,
    );
  });
});

describe('targets that judge nothing', () => {
  it.each<[string, Parameters<typeof startHttp>[0], string, string]>([
    ['403 always', (_, response) => reply(response, 403, ''), 'fixture-missing', 'skip'],
    ['200 with nothing', (_, response) => reply(response, 200, ''), 'invalid', 'fail'],
    [
      '400 ValidationError',
      (_, response) => reply(response, 400, errorDocument('ValidationError')),
      'fixture-missing',
      'skip',
    ],
    [
      'a 500 page',
      (_, response) => reply(response, 500, '<!doctype html><p>no', 'text/html'),
      'unsupported',
      'unsupported',
    ],
    ['one fixed valid answer', (_, response) => reply(response, 200, sessionToken), 'invalid', 'fail'],
    [
      'another service',
      (_, response) => reply(response, 200, '<ListAllMyBucketsResult/>', 'application/xml'),
      'invalid',
      'fail',
    ],
    ['an echo', (request, response) => reply(response, 200, request.body, 'text/plain'), 'invalid', 'fail'],
    ['a redirect', (_, response) => response.writeHead(302, { Location: '/' }).end(), 'invalid', 'fail'],
  ])('answering %s', async (_name, handler, support, verdict) => {
    const server = await started(startHttp(handler));
    const report = await run(server);
    expect(report.operations[0]?.support).toBe(support);
    expect(report.checks[0]?.verdict).toBe(verdict);
    expect(report.summary.pass).toBe(0);
    expect(report.incomplete).toBe(true);
    expect(exitCode(report)).toBe(3);
    expect(schemaErrors(report)).toEqual([]);
  });

  it('fails one check of an operation whose answer is nonsense, and skips the others', async () => {
    const server = await started(
      startFakeSts((request, response) => {
        if (!request.body.includes('GetSessionToken')) return false;
        reply(response, 200, '<html/>');
        return true;
      }),
    );
    const other = { operation: 'GetSessionToken', area: 'wire' } as const;
    const report = await run(server, {
      checks: [
        asks,
        check('x', () => Promise.resolve(pass), {
          ...other,
          id: 'round-trip/GetSessionToken/x',
          area: 'round-trip',
        }),
        check('e', () => Promise.resolve(pass), { ...other, id: 'wire/GetSessionToken/success/envelope' }),
      ],
    });
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['pass', 'skip', 'fail']);
    expect(report.checks[2]).toMatchObject({ wanted: '200 GetSessionTokenResponse', got: '200 html' });
    expect(report.checks[2]?.exchanges).toHaveLength(1);
    expect(exitCode(report)).toBe(1);
  });

  it.each([
    ['hangs', () => undefined, 'timeout'],
    ['resets', (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy(), 'reset'],
    [
      'speaks something else',
      (socket: { end(text: string): void }) => socket.end('220 smtp\r\n'),
      'not-http',
    ],
    [
      'cuts its answer',
      (socket: { end(text: string): void }) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<a>'),
      'reset',
    ],
  ])('a target that %s leaves a valid, incomplete report', async (_name, onData, cause) => {
    const server = await started(startRaw(onData));
    const report = await run(server, { timeoutMs: 150 });
    expect(report.operations[0]?.support).toBe('unknown');
    expect(report.checks[0]?.verdict).toBe('not-run');
    expect(JSON.stringify(report)).toContain(cause);
    expect(exitCode(report)).toBe(3);
    expect(schemaErrors(report)).toEqual([]);
  });

  it('nobody at all', async () => {
    const server = await started(startFakeSts());
    await server.close();
    const report = await run(server);
    expect(report.death).toMatchObject({ check: null, cause: 'refused' });
    expect(report.incompleteBecause[0]).toMatch(/could not be reached \(refused/);
    expect(exitCode(report)).toBe(3);
  });
});

describe('trouble on the way', () => {
  it('names the request that met the death of the target, and runs nothing after it', async () => {
    let killed = false;
    const server = await started(
      startFakeSts((request, response) => {
        if (request.body.includes('poison')) {
          killed = true;
          void server.close();
        }
        if (killed) response.destroy();
        return killed;
      }),
    );
    const poison = check('kills', async (context) => {
      const { response } = await context.callForm('Action=GetCallerIdentity&poison=1');
      return { verdict: 'fail', reason: 'no answer', wanted: '200', got: response.kind };
    });
    const later = Array.from({ length: 5 }, (_, index) => check(`later-${index}`, ask));
    const report = await run(server, { checks: [asks, poison, ...later], concurrency: 1 });
    expect(report.checks.map(({ verdict }) => verdict)).toEqual([
      'pass',
      ...Array<string>(6).fill('not-run'),
    ]);
    expect(report.death).toMatchObject({
      check: poison.id,
      exchange: { request: { body: expect.stringContaining('poison') } },
    });
    expect(exitCode(report)).toBe(3);
    expect(schemaErrors(report)).toEqual([]);
  });

  it('blames one request for a reset that it meets each time, and no other', async () => {
    const server = await started(
      startFakeSts((request, response) => {
        if (!request.body.includes('allergic')) return false;
        response.destroy();
        return true;
      }),
    );
    const allergic = check('resets', async (context) => {
      const { response } = await context.callForm('allergic=1');
      return response.kind === 'answer'
        ? pass
        : { verdict: 'fail', reason: 'no answer', wanted: 'an answer', got: response.cause };
    });
    const checks = [asks, allergic, ...Array.from({ length: 5 }, (_, index) => check(`n-${index}`, ask))];
    const report = await run(server, { checks });
    expect(report.checks.map(({ verdict }) => verdict)).toEqual([
      'pass',
      'fail',
      ...Array<string>(5).fill('pass'),
    ]);
    expect(report.death).toBeNull();
    expect(exitCode(report)).toBe(1);
  });

  it('sends a request once more that somebody else took down', async () => {
    let once = true;
    const server = await started(
      startFakeSts((request, response) => {
        if (!once || !request.body.includes('once')) return false;
        once = false;
        response.destroy();
        return true;
      }),
    );
    const bystander = check('stands by', async (context) => {
      const { response } = await context.callForm('Action=GetCallerIdentity&once=1');
      return response.kind === 'answer' ? pass : { verdict: 'fail', reason: 'x', wanted: 'x', got: 'x' };
    });
    const report = await run(server, { checks: [bystander] });
    expect(report.summary.pass).toBe(1);
  });

  it('leaves a valid partial report when it is interrupted', async () => {
    const abort = new AbortController();
    const server = await started(
      startFakeSts((request) => {
        if (!request.body.includes('hang')) return false;
        setTimeout(() => abort.abort(), 30);
        return true;
      }),
    );
    const hang = check('hangs', async (context) => {
      await context.callForm('hang=1');
      return pass;
    });
    const before = performance.now();
    const report = await run(server, {
      checks: [asks, hang, check('later', ask)],
      concurrency: 1,
      signal: abort.signal,
    });
    expect(performance.now() - before).toBeLessThan(1500);
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['pass', 'not-run', 'not-run']);
    expect(report.interrupted).toBe(true);
    expect(exitCode(report)).toBe(130);
    expect(schemaErrors(report)).toEqual([]);
  });
});
