import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { child, fail, passed, type FindingDetails } from '../../judge.js';
import { presenceOfBase, type PresenceRule } from '../../presence.js';
import type { Failure, Level, Outcome } from '../../verdict.js';
import type { Element } from '../../xml-document.js';
import { defineCheck } from '../define.js';
import { callerKind } from './caller.js';
import { judgeContrasted } from './pair.js';

/** The Result has the members that it must have, none that it must not have, and none that nobody knows. */
export function presence(operation: OperationName): Check {
  const rules = presenceOfBase[operation] ?? [];
  const [first, ...others] = rules.toSorted(
    (one, other) => order.indexOf(one.level) - order.indexOf(other.level),
  );
  if (first === undefined) throw new RangeError(`no presence rule for ${operation}`);
  return defineCheck({
    area: 'round-trip',
    operation,
    name: 'presence',
    title: `An answer to the base request of ${operation} has the members that it must have and no others`,
    level: first.level,
    evidence: [first.evidence, ...new Set(others.map(({ evidence }) => evidence))],
    async run(context) {
      const applied = callerKind(context) === 'session' ? rules.map(inheritable) : rules;
      return judgeContrasted(context, operation, ({ result }) => judgePresence(result, applied));
    },
  });
}

/** A session hands its source identity and transitive tags down: what a user's request lacks may be there. */
function inheritable(rule: PresenceRule): PresenceRule {
  return rule.presence === 'must-not' ? { ...rule, presence: 'may' } : rule;
}

const order: readonly Level[] = ['must', 'should', 'may'];

/** The finding that weighs most; of equal ones the first. */
export function judgePresence(result: Element, rules: readonly PresenceRule[]): Outcome {
  const findings = [...rules.map((rule) => judgeRule(result, rule)), judgeUnknown(result, rules)];
  const failures = findings.filter((finding) => finding !== undefined);
  return order.map((level) => failures.find((finding) => finding.level === level)).find(isDefined) ?? passed;
}

function isDefined(finding: Failure | undefined): finding is Failure {
  return finding !== undefined;
}

function judgeRule(result: Element, { member, presence: wanted, level }: PresenceRule): Failure | undefined {
  const found = child(result, ...member.split('.'));
  const details: FindingDetails = { level };
  switch (wanted) {
    case 'must':
      if (found === undefined)
        return fail(`${member} is missing`, member, `${result.name} without it`, details);
      return found.children.length === 0 && found.text.trim() === ''
        ? fail(`${member} is empty`, `a value in ${member}`, 'an empty element', details)
        : undefined;
    case 'must-not':
      return found === undefined
        ? undefined
        : fail(
            `${member} is there`,
            `no ${member}`,
            `${member} with ${found.text.trim() || 'no text'}`,
            details,
          );
    case 'may':
      return undefined;
  }
}

/** Clients ignore what they do not know: worth a word, no more. */
function judgeUnknown(result: Element, rules: readonly PresenceRule[]): Failure | undefined {
  const known = new Set(rules.map(({ member }) => member.split('.')[0]));
  const unknown = result.children.find(({ name }) => !known.has(name));
  return unknown === undefined
    ? undefined
    : fail(`${unknown.name} is not known`, 'known members alone', unknown.name, { level: 'may' });
}
