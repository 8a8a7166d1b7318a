/** PackedPolicySize: absent from AssumeRole without policies and tags, but 0 in GetFederationToken. */
import type { Check } from '../../check.js';
import { childText, fail, passed } from '../../judge.js';
import { smallPolicy } from '../../witnesses/texts.js';
import { defineCheck } from '../define.js';
import { callerKind } from './caller.js';
import { judgeContrasted, succeed } from './pair.js';

export function packedPolicyOfAssumeRole(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'AssumeRole',
    name: 'packed-policy-size',
    title: 'AssumeRole has PackedPolicySize with a policy, and none without policies and tags',
    evidence: ['A21', 'A22'],
    async run(context) {
      const base = await context.baseInput('AssumeRole');
      const without = childText((await succeed(context, 'AssumeRole', base)).result, 'PackedPolicySize');
      // A session may have handed down transitive tags.
      if (without !== undefined && callerKind(context) !== 'session')
        return fail('it is there without a policy', 'no PackedPolicySize', without);
      const { result } = await succeed(context, 'AssumeRole', { ...base, Policy: smallPolicy });
      const size = childText(result, 'PackedPolicySize');
      return /^[1-9]\d?$|^100$/u.test(size ?? '')
        ? passed
        : fail(
            'it is no percentage with a policy',
            'PackedPolicySize from 1 to 100',
            size ?? 'no PackedPolicySize',
          );
    },
  });
}

export function packedPolicyOfGetFederationToken(): Check {
  return defineCheck({
    area: 'round-trip',
    operation: 'GetFederationToken',
    name: 'packed-policy-size',
    title: 'GetFederationToken without a policy has a PackedPolicySize of 0',
    evidence: ['A23'],
    run: async (context) =>
      judgeContrasted(context, 'GetFederationToken', ({ result }) => {
        const size = childText(result, 'PackedPolicySize');
        return size === '0'
          ? passed
          : fail('the size is another one', 'PackedPolicySize 0', size ?? 'no PackedPolicySize');
      }),
  });
}
