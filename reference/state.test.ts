import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { defaultWorld } from '../world/default.js';
import { accountOfAccessKeyId, uuid } from './identifiers.js';
import { State } from './state.js';
import { counting } from './testdata/random.js';

const session = {
  principal: { kind: 'assumed-role', roleId: 'AROA', roleName: 'demo', sessionName: 'session' },
  expiresAt: 1_800_000_000,
  issuedAt: 1_799_999_000,
  tags: [{ key: 'Project', value: 'ü' }],
  transitiveTagKeys: [],
  policyArns: [],
} as const;

describe('State', () => {
  const state = new State(defaultWorld, counting(), () => new Date());

  it('opens the tokens it issued', () => {
    const { session: issued, sessionToken } = state.issue(session);
    expect(state.open(sessionToken)).toEqual(issued);
    expect(issued).toMatchObject(session);
  });

  it('issues credentials in the live forms', () => {
    const { session: issued, sessionToken } = state.issue(session);
    expect(issued.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/u);
    expect(accountOfAccessKeyId(issued.accessKeyId)).toBe('123456789012');
    expect(issued.secretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/u);
    expect(sessionToken).toMatch(/^IQoJ[A-Za-z0-9+/]{96,}={0,2}$/u);
  });

  it('refuses a token with any bit changed', () => {
    const { sessionToken } = state.issue(session);
    const bytes = Buffer.from(sessionToken, 'base64');
    for (let index = 0; index < bytes.length * 8; index += 5) {
      const changed = Buffer.from(bytes);
      changed[index >> 3] = (changed[index >> 3] ?? 0) ^ (1 << (index & 7));
      expect(state.open(changed.toString('base64'))).toBeUndefined();
    }
  });

  it.each(['', 'IQoJ', 'not base64 at all', `IQoJ${'A'.repeat(96)}`])('refuses %j', (token) => {
    expect(state.open(token)).toBeUndefined();
  });

  it('refuses another spelling of a token', () => {
    const { sessionToken } = state.issue(session);
    expect(state.open(`${sessionToken}\n`)).toBeUndefined();
    expect(state.open(` ${sessionToken}`)).toBeUndefined();
  });

  it('refuses the tokens of another endpoint', () => {
    const other = new State(
      defaultWorld,
      (size) => createHash('sha256').update('other').digest().subarray(0, size),
      () => new Date(),
    );
    expect(other.open(state.issue(session).sessionToken)).toBeUndefined();
  });

  it('redeems a trade-in token once', () => {
    expect([state.redeem('a'), state.redeem('a'), state.redeem('b')]).toEqual([true, false, true]);
  });
});

describe('identifiers', () => {
  it('makes version 4 UUIDs', () => {
    expect(uuid(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000');
    expect(uuid(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  });

  it('finds no account in what is no key id', () => {
    expect(accountOfAccessKeyId('AKIAIOSFODNN7EXAMPLE')).toBeUndefined();
    expect(accountOfAccessKeyId('short')).toBeUndefined();
  });
});
