/** Decides what one request is: a pure function of pool, seed and index. */
import { operations } from '../generated/index.js';
import { mutateForm, writeForm } from './form.js';
import { asTarget, mutateAfterSigning, mutateBeforeSigning, mutateBytes } from './mutate-http.js';
import type { BaseForm } from './base-form.js';
import type { Pool } from './pool.js';
import type { Random } from './random.js';
import { presign, signHeader, type SigningKeys, type SignOptions } from './sign.js';
import { type WireRequest, writeRequest } from './wire-request.js';

export interface PlannedRequest {
  readonly bytes: Buffer;
  /** False where the framing itself may be broken: any number of answers is right then. */
  readonly framed: boolean;
  readonly isHead: boolean;
  /** `status code` where only one answer is right. */
  readonly wanted?: string;
}

export function planRequest(pool: Pool, random: Random): PlannedRequest {
  if (random.chance(0.15)) return planExpected(pool, random);
  const { form } = pickForm(random.chance(0.5) ? pool.succeeding : pool.valid, random);
  let mutated = form;
  for (let left = random.pick([0, 0, 1, 1, 2, 5]); left > 0; left -= 1) mutated = mutateForm(mutated, random);
  let request = asRequest(pool.host, writeForm(mutated, random), random);
  while (random.chance(0.3)) request = mutateBeforeSigning(request, random);
  request = sign(request, pool, random);
  while (random.chance(0.2)) request = mutateAfterSigning(request, random);
  const bytes = writeRequest(request);
  if (random.chance(0.1) && request.method !== 'HEAD') {
    const noise = random.chance(0.05) ? random.bytes(random.int(3000)) : mutateBytes(bytes, random);
    return { bytes: noise, framed: false, isHead: false };
  }
  return { bytes, framed: true, isHead: request.method === 'HEAD' };
}

/** Assertions take the endpoint ten times as long as anything else: fewer of them leave time for the rest. */
function pickForm(forms: readonly BaseForm[], random: Random): BaseForm {
  const picked = random.pick(forms);
  return picked.operation === 'AssumeRoleWithSAML' && random.chance(0.7) ? random.pick(forms) : picked;
}

function asRequest(host: string, body: Buffer, random: Random): WireRequest {
  const headers = [['Host', host]] as const;
  if (random.chance(0.15)) {
    const target = `/?${asTarget(body.toString('latin1'))}`;
    return { method: 'GET', target, version: 'HTTP/1.1', headers, body: Buffer.alloc(0) };
  }
  return post(host, body);
}

function post(host: string, body: Buffer): WireRequest {
  const headers = [
    ['Host', host],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ] as const;
  return { method: 'POST', target: '/', version: 'HTTP/1.1', headers, body };
}

function sign(request: WireRequest, pool: Pool, random: Random): WireRequest {
  const kind = random.next();
  if (kind < 0.08) return request;
  const options = signing(pool, random.chance(0.6) ? pool.alice : anyKeys(pool, random), random);
  if (kind < 0.16 && request.method === 'GET' && request.target.startsWith('/?')) {
    return { ...request, target: `/?${presign(pool.host, request.target.slice(2), options)}` };
  }
  return signHeader(request, options);
}

function signing({ date }: Pool, keys: SigningKeys, random: Random): SignOptions {
  const seconds = random.chance(0.9) ? 0 : random.pick([-899, 900, 901, -901, 1e8]);
  return {
    keys,
    date: new Date(date.getTime() + seconds * 1000),
    region: random.chance(0.97) ? 'us-east-1' : 'us-west-2',
    service: random.chance(0.97) ? 'sts' : 'iam',
    checksum: random.chance(0.5),
  };
}

function anyKeys({ others }: Pool, random: Random): SigningKeys {
  const keys = random.pick(others);
  switch (random.int(5)) {
    case 0:
      return { ...keys, accessKeyId: random.pick(['', 'A', '/', 'AKIAUNKNOWNUNKNOWN00', '__proto__']) };
    case 1:
      return { ...keys, secretAccessKey: 'wrong' };
    case 2:
      return { ...keys, sessionToken: random.pick(['x', 'IQoJ', keys.secretAccessKey, 'IQoJ'.repeat(2000)]) };
    default:
      return keys;
  }
}

type Twist =
  | 'none'
  | 'unsigned'
  | 'unknown key'
  | 'wrong secret'
  | 'other region'
  | 'other service'
  | 'other body'
  | 'late'
  | 'no version'
  | 'no action';

const wantedByTwist: Readonly<Record<Twist, string>> = {
  none: '200 ',
  unsigned: '403 MissingAuthenticationToken',
  'unknown key': '403 InvalidClientTokenId',
  'wrong secret': '403 SignatureDoesNotMatch',
  'other region': '403 SignatureDoesNotMatch',
  'other service': '403 SignatureDoesNotMatch',
  'other body': '403 SignatureDoesNotMatch',
  late: '403 SignatureDoesNotMatch',
  'no version': '400 InvalidAction',
  'no action': '302 ',
};
const twists = Object.keys(wantedByTwist) as Twist[];

/** A request that succeeds but for one thing: its answer is known. */
function planExpected(pool: Pool, random: Random): PlannedRequest {
  const base = pickForm(pool.succeeding, random);
  const twist = random.pick(twists);
  const [body, wanted] = twistForm(base, twist);
  const right = {
    ...signing(pool, pool.alice, random),
    date: pool.date,
    region: 'us-east-1',
    service: 'sts',
  };
  const signed =
    twist === 'unsigned'
      ? post(pool.host, body)
      : signHeader(post(pool.host, body), twistSigning(right, twist));
  const request =
    twist === 'other body' ? { ...signed, body: Buffer.concat([body, Buffer.from('&Extra=')]) } : signed;
  return { bytes: writeRequest(request), framed: true, isHead: false, wanted };
}

function twistForm({ form, operation }: BaseForm, twist: Twist): readonly [body: Buffer, wanted: string] {
  const left = form.filter(
    ([name]) =>
      !(twist === 'no version' && name === 'Version') && !(twist === 'no action' && name === 'Action'),
  );
  const body = Buffer.from(left.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'));
  // How a request of an unsigned operation is signed makes no difference.
  const isFree = !operations[operation].signed && twist !== 'no version' && twist !== 'no action';
  return [body, isFree ? wantedByTwist.none : wantedByTwist[twist]];
}

function twistSigning(right: SignOptions, twist: Twist): SignOptions {
  switch (twist) {
    case 'unknown key':
      return { ...right, keys: { ...right.keys, accessKeyId: 'AKIAUNKNOWNUNKNOWN00' } };
    case 'wrong secret':
      return { ...right, keys: { ...right.keys, secretAccessKey: 'wrong' } };
    case 'other region':
      return { ...right, region: 'us-west-2' };
    case 'other service':
      return { ...right, service: 'iam' };
    case 'late':
      return { ...right, date: new Date(right.date.getTime() - 901_000) };
    case 'none':
    case 'unsigned':
    case 'other body':
    case 'no version':
    case 'no action':
      return right;
  }
}
