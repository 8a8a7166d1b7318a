/**
 * Reads a JSON report that somebody brings. It is held against `report.schema.json` by hand-written checks, and against
 * itself: a report that was cut off and mended must not pass for a whole one. Members that this version does not know
 * are left alone.
 */
import { reportSchema, type Report, type Summary } from './report.js';
import { summarize } from './build.js';

export type ReadReport =
  | { readonly ok: true; readonly report: Report }
  /** Every problem with a JSON pointer to its place; never empty. */
  | { readonly ok: false; readonly problems: readonly string[] };

export function readReport(text: string): ReadReport {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const what = text.trim() === '' ? 'it is empty' : error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [`no JSON, or cut off: ${what}`] };
  }
  if (!isObject(data) || data['schema'] !== reportSchema) {
    return { ok: false, problems: [`/schema: wanted ${reportSchema}; this is no report of a run`] };
  }
  const problems: string[] = [];
  report(data, '', problems);
  if (problems.length > 0) return { ok: false, problems };
  const read = data as unknown as Report;
  problems.push(...contradictions(read));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, report: read };
}

/** What shows that something is missing, although each part by itself is as it should be. */
function contradictions({ checks, summary, incomplete, incompleteBecause, interrupted }: Report): string[] {
  const seen = summarize(checks);
  const names = Object.keys(seen) as (keyof Summary)[];
  const counts = names
    .filter((name) => seen[name] !== summary[name])
    .map((name) => `/summary/${name}: it says ${summary[name]}, and the checks are ${seen[name]}`);
  const ids = new Set<string>();
  const twice = checks.flatMap(({ id }, index) => {
    if (ids.has(id)) return [`/checks/${index}/id: ${id} is there twice`];
    ids.add(id);
    return [];
  });
  const whole = !incomplete && (interrupted || summary.notRun > 0 || incompleteBecause.length > 0);
  return [
    ...counts,
    ...twice,
    ...(whole ? ['/incomplete: it says false, and other members say otherwise'] : []),
  ];
}

/** Adds what is wrong with a value to the problems. */
type Rule = (value: unknown, at: string, problems: string[]) => void;

function rule(wanted: string, holds: (value: unknown) => boolean): Rule {
  return (value, at, problems) => {
    if (!holds(value)) problems.push(`${at === '' ? '/' : at}: wanted ${wanted}, got ${nameOf(value)}`);
  };
}

const text = rule('text', (value) => typeof value === 'string');
const someText = rule('text that is not empty', (value) => typeof value === 'string' && value !== '');
const flag = rule('true or false', (value) => typeof value === 'boolean');
const integer = rule('a whole number', Number.isSafeInteger);
const count = rule(
  'a whole number of at least 0',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
const anything: Rule = () => undefined;

function matching(wanted: string, pattern: RegExp): Rule {
  return rule(wanted, (value) => typeof value === 'string' && pattern.test(value));
}

function oneOf(...values: readonly (string | null)[]): Rule {
  return rule(`one of ${values.join(', ')}`, (value) => values.some((each) => each === value));
}

function orNull(inner: Rule): Rule {
  return (value, at, problems) => {
    if (value !== null) inner(value, at, problems);
  };
}

function list(item: Rule, least = 0): Rule {
  return (value, at, problems) => {
    if (!Array.isArray(value)) {
      problems.push(`${at}: wanted a list, got ${nameOf(value)}`);
      return;
    }
    if (value.length < least) problems.push(`${at}: wanted ${least} or more, got ${value.length}`);
    for (const [index, each] of value.entries()) item(each, `${at}/${index}`, problems);
  };
}

function object(members: Readonly<Record<string, Rule>>, optional: readonly string[] = []): Rule {
  return (value, at, problems) => {
    if (!isObject(value)) {
      problems.push(`${at === '' ? '/' : at}: wanted an object, got ${nameOf(value)}`);
      return;
    }
    for (const [name, inner] of Object.entries(members)) {
      if (Object.hasOwn(value, name)) inner(value[name], `${at}/${name}`, problems);
      else if (!optional.includes(name)) problems.push(`${at}/${name}: it is missing`);
    }
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind of a value; never the value, which may be anything. */
function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const time = matching('a time in UTC', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const cause = oneOf('refused', 'reset', 'timeout', 'tls', 'not-http', 'aborted', 'other');
const headers = list(
  rule(
    'a name and a value',
    (value) => Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string'),
  ),
);

const response: Rule = (value, at, problems) => {
  const kind = isObject(value) ? value['kind'] : undefined;
  if (kind === 'answer') {
    object({ status: integer, headers, body: text, bodyBytes: count, truncated: flag })(value, at, problems);
  } else if (kind === 'no-answer') object({ cause, detail: text })(value, at, problems);
  else problems.push(`${at}/kind: wanted answer or no-answer`);
};

const exchange = object({
  request: object({ method: text, path: text, headers, body: text, bodyBytes: count }),
  response,
  sentAt: time,
  durationMs: count,
});

const expectation = object({
  entry: matching('a JSON pointer to an entry', /^\/entries\/\d+/),
  kind: oneOf('known-failing', 'flaky', 'unsupported'),
  check: orNull(text),
  operation: someText,
  state: oneOf('excused', 'flaky', 'stale', 'unobserved', 'expired'),
  expected: someText,
  now: text,
  reason: someText,
  ticket: orNull(text),
  expires: orNull(matching('a day', /^\d{4}-\d{2}-\d{2}$/)),
});

const areas = [
  'wire',
  'dispatch',
  'constraint',
  'round-trip',
  'identity',
  'authentication',
  'authorization',
  'session',
  'policy',
  'web-identity',
  'saml',
  'root',
  'delegation',
  'token',
  'error',
];

const checkMembers = object(
  {
    id: matching('an id', /^[a-z-]+\/./),
    title: someText,
    area: oneOf(...areas),
    operation: text,
    member: orNull(text),
    constraint: orNull(text),
    side: oneOf('inside', 'outside', null),
    level: oneOf('must', 'should', 'may'),
    evidence: list(text, 1),
    verdict: oneOf('pass', 'fail', 'skip', 'unsupported', 'error', 'not-run'),
    reason: orNull(someText),
    wanted: orNull(text),
    got: orNull(text),
    counterexample: anything,
    seed: integer,
    path: orNull(text),
    exchanges: list(exchange),
    requests: count,
    durationMs: count,
    expectation,
  },
  ['expectation'],
);

/** A check, and that it tells what its verdict has to tell. */
const check: Rule = (value, at, problems) => {
  checkMembers(value, at, problems);
  if (!isObject(value)) return;
  const { verdict, reason, wanted, got } = value;
  if ((verdict === 'pass') !== (reason === null)) {
    problems.push(`${at}/reason: wanted ${verdict === 'pass' ? 'null for a pass' : 'a reason'}`);
  }
  for (const [name, told] of [
    ['wanted', wanted],
    ['got', got],
  ] as const) {
    if ((verdict === 'fail') === (told === null)) {
      problems.push(
        `${at}/${name}: wanted ${verdict === 'fail' ? 'text for a finding' : 'null where there is no finding'}`,
      );
    }
  }
};

const report = object(
  {
    suite: object({ version: someText, modelSha256: matching('a SHA-256', /^[0-9a-f]{64}$/) }),
    target: object({
      endpoint: matching('an http or https URL', /^https?:\/\//),
      region: someText,
      credentials: oneOf('explicit', 'environment', 'dummy'),
    }),
    seed: integer,
    runs: count,
    startedAt: time,
    durationMs: count,
    requests: count,
    incomplete: flag,
    incompleteBecause: list(text),
    interrupted: flag,
    death: orNull(object({ check: orNull(text), cause, detail: text, exchange })),
    summary: object({
      pass: count,
      fail: count,
      skip: count,
      unsupported: count,
      error: count,
      notRun: count,
    }),
    operations: list(
      object(
        {
          name: someText,
          support: oneOf('supported', 'unsupported', 'fixture-missing', 'invalid', 'unknown', 'disputed'),
          decidedBy: text,
          reason: text,
          expectation,
        },
        ['expectation'],
      ),
    ),
    checks: list(check),
    unjudged: list(
      object({
        operation: text,
        member: text,
        constraint: text,
        side: oneOf('inside', 'outside'),
        reason: matching('not observable or not violable, and why', /^not (observable|violable): /),
      }),
    ),
    expectations: object({
      file: orNull(text),
      excused: count,
      flaky: count,
      unsupported: count,
      unobserved: count,
      stale: list(expectation),
      expired: list(expectation),
    }),
  },
  ['expectations'],
);
