import { afterEach, expect, it } from 'vitest';
import { defaultWorld } from '../../../world/default.js';
import { runSuite, exitCode } from '../../runner.js';
import type { CheckReport } from '../../report/report.js';
import { buildTarget } from '../../target.js';
import { buildCatalogue } from '../catalogue.js';
import {
  errorDocument,
  startFake,
  successDocument,
  type FakeAnswer,
  type FakeEndpoint,
} from '../testdata/fake-endpoint.js';

const { checks } = buildCatalogue();
let running: FakeEndpoint | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

type Answers = (action: string, form: URLSearchParams) => FakeAnswer;

interface Asked {
  readonly exit: number;
  readonly incompleteBecause: readonly string[];
  readonly of: (id: string) => Pick<CheckReport, 'verdict' | 'level' | 'reason'>;
}

/** Runs the named checks against an endpoint that gives these answers. */
async function run(answer: Answers, ids: readonly string[], accessKeyId?: string): Promise<Asked> {
  running = await startFake(answer);
  const keys = accessKeyId === undefined ? {} : { accessKeyId, secretAccessKey: 's'.repeat(40) };
  const report = await runSuite({
    target: buildTarget({ endpoint: running.url, ...keys }),
    world: defaultWorld,
    checks: checks.filter(({ id }) => ids.includes(id)),
    seed: 1,
    runs: 0,
  });
  return {
    exit: exitCode(report),
    incompleteBecause: report.incompleteBecause,
    of: (wanted) => {
      const found = report.checks.find(({ id }) => id === wanted);
      if (found === undefined) throw new Error(`no check ${wanted}`);
      return found;
    },
  };
}

function success(action: string, result: string): FakeAnswer {
  return { status: 200, body: successDocument(action, result) };
}

function refusal(status: number, code: string): FakeAnswer {
  return { status, body: errorDocument(code, 'no') };
}

const caller = (account: string, inArn = account): string =>
  `<Arn>arn:aws:iam::${inArn}:user/somebody</Arn><UserId>AIDAERSM6W6MLMFHSQRYN</UserId><Account>${account}</Account>`;

const identity = 'round-trip/GetCallerIdentity/account';

const ownAccount: Answers = (action) => success(action, caller('000000000000'));

it('does not blame an endpoint that takes any key for its own account', async () => {
  expect((await run(ownAccount, [identity])).of(identity)).toMatchObject({ verdict: 'skip' });
  await running?.close();
  expect((await run(ownAccount, [identity], 'AKIAAAAAAAAAAAAAAAAA')).of(identity).verdict).toBe('pass');
});

it('blames one whose answer contradicts itself', async () => {
  const two = await run((action) => success(action, caller('000000000000', '123456789012')), [identity]);
  expect(two.of(identity)).toMatchObject({ verdict: 'fail', level: 'must' });
  await running?.close();
  const short = await run((action) => success(action, caller('12345')), [identity]);
  expect(short.of(identity)).toMatchObject({ verdict: 'fail', level: 'must' });
});

const expiration = (seconds: number): string =>
  `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;

const credentials = (seconds: number, key = 'A'): string =>
  `<Credentials><AccessKeyId>ASIA${key.repeat(16)}</AccessKeyId><SecretAccessKey>${key.repeat(40)}</SecretAccessKey>` +
  `<SessionToken>${key.repeat(120)}</SessionToken><Expiration>${expiration(seconds)}</Expiration></Credentials>`;

const federatedUserOf =
  (account: string): Answers =>
  (action, form) =>
    action === 'GetCallerIdentity'
      ? success(action, caller('000000000000'))
      : success(
          action,
          `${credentials(43_200)}<FederatedUser><FederatedUserId>${account}:${form.get('Name') ?? ''}</FederatedUserId>` +
            `<Arn>arn:aws:sts::${account}:federated-user/${form.get('Name') ?? ''}</Arn></FederatedUser>`,
        );

it('takes the account of a federated user from the caller', async () => {
  const id = 'round-trip/GetFederationToken/federated-user';
  expect((await run(federatedUserOf('000000000000'), [id])).of(id).verdict).toBe('pass');
  await running?.close();
  expect((await run(federatedUserOf('999999999999'), [id])).of(id).verdict).toBe('fail');
});

const hourAtMost: Answers = (action, form) =>
  success(action, credentials(Math.min(3600, Number(form.get('DurationSeconds') ?? '3600'))));

it('lets the sessions of a root user end after an hour, where the key may be one of root', async () => {
  const id = 'round-trip/GetSessionToken/default-duration';
  expect((await run(hourAtMost, [id], 'AKIAAAAAAAAAAAAAAAAA')).of(id).verdict).toBe('pass');
  await running?.close();
  expect((await run(hourAtMost, [id])).of(id)).toMatchObject({ verdict: 'fail', level: 'must' });
});

it('knows that an access key id may be handed out twice, but no session', async () => {
  const id = 'round-trip/GetSessionToken/fresh-credentials';
  let calls = 0;
  const sameKey: Answers = (action) => {
    calls += 1;
    const key = credentials(43_200, String.fromCodePoint(65 + calls));
    return success(action, key.replace(/ASIA\w+/u, `ASIA${'Q'.repeat(16)}`));
  };
  expect((await run(sameKey, [id])).of(id)).toMatchObject({
    verdict: 'fail',
    level: 'should',
    reason: 'two calls give the same AccessKeyId',
  });
  await running?.close();
  expect((await run((action) => success(action, credentials(43_200)), [id])).of(id)).toMatchObject({
    verdict: 'fail',
    level: 'must',
  });
});

it('skips what a trade-in token for one use cannot show', async () => {
  const ids = checks
    .filter(({ operation, area }) => operation === 'GetDelegatedAccessToken' && area !== 'wire')
    .map(({ id }) => id);
  let used = false;
  const once: Answers = (action) => {
    if (used) return refusal(400, 'ExpiredTradeInTokenException');
    used = true;
    return success(
      action,
      `${credentials(900)}<AssumedPrincipal>arn:aws:iam::123456789012:role/demo</AssumedPrincipal>`,
    );
  };
  const asked = await run(once, ids);
  expect(ids.filter((id) => asked.of(id).verdict === 'fail')).toEqual([]);
  expect(asked.of('round-trip/GetDelegatedAccessToken/presence').reason).toMatch(/once only/u);
});

it('does not blame an endpoint for a role that it was not told of', async () => {
  const id = 'round-trip/AssumeRole/role-path-dropped';
  const asked = await run(
    (action, form) =>
      form.get('RoleArn')?.includes('/path/to/') === true
        ? refusal(403, 'AccessDenied')
        : success(action, credentials(3600)),
    [id],
  );
  expect(asked.of(id)).toMatchObject({ verdict: 'skip' });
});

it.each([
  ['400 Throttling', refusal(400, 'Throttling')],
  ['429', { status: 429, contentType: 'text/plain', body: 'slow down' }],
])('draws no verdict from %s', async (_, patience) => {
  let calls = 0;
  const asked = await run(
    (action) => {
      calls += 1;
      return calls === 1 ? success(action, caller('123456789012')) : patience;
    },
    [identity, 'authentication/GetCallerIdentity/unsigned'],
  );
  expect(asked.of(identity).verdict).toBe('not-run');
  expect(asked.exit).toBe(3);
});

it('calls a run incomplete whose credentials nobody knew', async () => {
  const saml = 'round-trip/AssumeRoleWithSAML/access-key-id';
  const asked = await run(
    (action) =>
      action === 'AssumeRoleWithSAML'
        ? success(action, credentials(3600))
        : refusal(403, 'InvalidClientTokenId'),
    [identity, saml],
  );
  expect(asked.of(identity).verdict).toBe('skip');
  expect(asked.exit).toBe(3);
  expect(asked.incompleteBecause.join()).toMatch(/does not know the credentials/u);
});

const decodesOrRefuses =
  (status: number): Answers =>
  (action, form) =>
    form.get('EncodedMessage')?.startsWith('sts-conformance') === true
      ? success(action, '<DecodedMessage>{}</DecodedMessage>')
      : refusal(status, 'InvalidAuthorizationMessageException');

it('does not take a breakdown for a refusal', async () => {
  const id = 'round-trip/DecodeAuthorizationMessage/presence';
  expect((await run(decodesOrRefuses(400), [id])).of(id).verdict).toBe('pass');
  await running?.close();
  expect((await run(decodesOrRefuses(500), [id])).of(id).verdict).toBe('fail');
});

const longerBy =
  (offset: number, parts: Partial<FakeAnswer>): Answers =>
  (action, form) => ({
    ...success(action, credentials(Number(form.get('DurationSeconds') ?? '43200') + offset)),
    ...parts,
  });

it('does not hold the clock of a target against it, where only ours tells the time', async () => {
  const id = 'round-trip/GetSessionToken/expiration';
  expect((await run(longerBy(240, { withoutDate: true }), [id])).of(id).verdict).toBe('pass');
  await running?.close();
  expect((await run(longerBy(2700, { withoutDate: true }), [id])).of(id).verdict).toBe('fail');
  await running?.close();
  expect((await run(longerBy(240, {}), [id])).of(id).verdict).toBe('fail');
});
