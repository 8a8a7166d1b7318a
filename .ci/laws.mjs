// Generates code for each model into a temporary folder, compiles it under the strictest settings, imports it and runs
// the laws of generated code for every operation, error and constraint site. Prints counts and times; exits 1 when a
// law is broken. Usage: laws.mjs --model FILE [--model FILE ...] [--runs N] [--seed N], after a build; each model is
// judged by itself.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import * as fc from 'fast-check';

const root = join(import.meta.dirname, '..');
const dist = process.env.STS_CONFORMANCE_DIST ?? join(root, 'dist');
const { generateFiles } = await import(pathToFileURL(join(dist, 'generator/generate.js')).href);
const { readRuntime, writeOutput } = await import(pathToFileURL(join(dist, 'generator/output.js')).href);

const { values } = parseArgs({
  options: {
    model: { type: 'string', multiple: true },
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '20261122' },
  },
});
const models = values.model ?? [];
const parameters = { numRuns: Number(values.runs), seed: Number(values.seed) };
if (models.length === 0 || !(parameters.numRuns > 0)) {
  console.error('usage: laws.mjs --model FILE [--model FILE ...] [--runs N] [--seed N]');
  process.exit(2);
}

let failures = 0;
for (const model of models) await judge(model);
console.log(failures === 0 ? 'every law holds' : `${failures} laws are broken`);
process.exitCode = failures === 0 ? 0 : 1;

async function judge(model) {
  const name = basename(model, '.json');
  const folder = await mkdtemp(join(tmpdir(), 'sts-conformance-laws-'));
  try {
    const text = await readFile(model, 'utf8');
    const options = {
      version: '0.0.0',
      command: 'laws',
      runtime: await readRuntime(join(root, 'generator/runtime')),
    };
    const generate = () => generateFiles([{ name, text }], undefined, options);
    const files = await timed(name, 'generated', () => generate());
    await timed(name, 'the same bytes again', () => {
      const again = generate();
      for (const [path, first] of files)
        if (again.get(path) !== first) fail(name, `${path} differs between two runs`);
      return `${files.size} files`;
    });
    await writeOutput(join(folder, 'src'), files);
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    forbidden(name, files);
    if ((await timed(name, 'strict types', () => compile(name, folder))) === false) return;
    const code = await timed(name, 'imported', () => load(name, folder));
    await laws(name, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What no output may contain, whatever the compiler thinks of it. */
function forbidden(name, files) {
  for (const [path, text] of files) {
    if (path.startsWith('runtime/')) continue;
    const found = /[:<|&(] ?any\b|\bas (any|unknown)\b|@ts-|-disable/.exec(
      text.replace(/\/\*\*[\s\S]*?\*\/|'(?:[^'\\]|\\.)*'/g, ''),
    );
    if (found !== null) fail(name, `${path} contains ${found[0]}`);
  }
}

async function compile(name, folder) {
  const compilerOptions = {
    rootDir: join(folder, 'src'),
    outDir: join(folder, 'js'),
    noEmit: false,
    declaration: true,
    skipLibCheck: false,
    noPropertyAccessFromIndexSignature: true,
    noImplicitReturns: true,
    allowUnreachableCode: false,
    allowUnusedLabels: false,
  };
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: [join(folder, 'src')],
    exclude: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(root, 'node_modules/typescript/lib/tsc.js');
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      maxBuffer: 2 ** 26,
    });
    return undefined;
  } catch (error) {
    fail(name, `does not compile:\n${String(error.stdout).split('\n').slice(0, 20).join('\n')}`);
    return false;
  }
}

/** Timers and connections; files that are being read come and go by themselves. */
function running() {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => /^(Timeout|Immediate|TCP|Worker|MessagePort)/.test(kind)).length;
}

/** Imports every module; what an import leaves behind is a broken law. */
async function load(name, folder) {
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const resources = running();
  const began = performance.now();
  const module = async (path) => import(pathToFileURL(join(folder, 'js', path)).href);
  const index = await module('index.js');
  const milliseconds = performance.now() - began;
  const code = {
    index,
    arbitraries: await module('arbitraries.js'),
    representable: await module('representable.js'),
    deserializers: await module('deserializers.js'),
    serializers: await module('serializers.js'),
  };
  const globals = Object.getOwnPropertyNames(globalThis).filter((global) => !before.has(global));
  if (globals.length > 0) fail(name, `importing makes globals: ${globals.join(', ')}`);
  if (running() > resources) fail(name, 'importing leaves something running');
  return Object.assign(code, { toString: () => `index in ${milliseconds.toFixed(0)} ms` });
}

async function laws(name, { index, arbitraries, representable, serializers, deserializers }) {
  const { codec, constraintSites, parseForm, errorFacts } = index;
  const operations = Object.keys(codec);
  const violable = constraintSites.filter((site) => site.violable);

  await timed(name, 'legal values have no violation', () => {
    for (const operation of operations) {
      const { validateRequest, validateResponse } = codec[operation];
      holds(name, `${operation} request is legal`, arbitraries.requestArbs[operation](), (x) =>
        nothing(validateRequest(x)),
      );
      holds(name, `${operation} response is legal`, arbitraries.responseArbs[operation](), (x) =>
        nothing(validateResponse(x)),
      );
    }
    return `${2 * operations.length} shapes`;
  });

  await timed(name, 'broken values have their minimal violations', () => {
    const known = Object.keys(arbitraries.constraintArbs);
    const wanted = violable.map(({ id }) => id);
    if (known.join() !== wanted.join())
      fail(name, 'the sites with arbitraries are not those that are violable');
    let long = 0;
    for (const { id, operation, kind, liveBound } of violable) {
      // A text past such a bound takes a hundred times as long to make as a whole request.
      const isLong = kind === 'length.max' && liveBound > 100_000;
      if (isLong) long += 1;
      const runs = isLong ? Math.ceil(parameters.numRuns / 10) : parameters.numRuns;
      const { broken } = arbitraries.constraintArbs[id];
      holds(
        name,
        `${id} is broken alone`,
        broken,
        ({ input, violations }) => {
          const reported = codec[operation].validateRequest(input);
          const found = reported.map((one) => ({ path: one.path, kind: one.kind }));
          if (reported.some((one) => one.sensitive && one.value !== undefined))
            return 'a sensitive value is repeated';
          if (!violations.some((one) => one.kind === kind)) return 'the constraint itself is not broken';
          return same(found, violations) || `wanted ${show(violations)}, found ${show(found)}`;
        },
        runs,
      );
    }
    const tenth = long === 0 ? '' : `; a tenth of the runs for ${long} bounds past 100,000 characters`;
    return `${violable.length} of ${constraintSites.length} sites${tenth}`;
  });

  const readable = { count: 0 };
  await timed(name, 'what is written is read back', () => {
    for (const operation of operations) {
      const { serializeRequest, deserializeRequest, serializeResponse, deserializeResponse } =
        codec[operation];
      const request = (x) => deserializeRequest(parseForm(serializeRequest(x)));
      const response = (x) => {
        const read = deserializeResponse(serializeResponse(x, 'an id'), 'strict');
        if (read.requestId !== 'an id') throw new Error('the request id is lost');
        return read.output;
      };
      comesBack(
        `${operation} request`,
        arbitraries.requestArbs[operation](),
        request,
        representable.representableRequests[operation],
      );
      comesBack(
        `${operation} response`,
        arbitraries.responseArbs[operation](),
        response,
        representable.representableResponses[operation],
      );
    }
    for (const { name: error } of errorFacts) {
      const arb = arbitraries[`${lowerFirst(error, arbitraries)}ContentArb`]();
      const there = (x) =>
        deserializers.deserializeErrorResponse(serializers.serializeErrorResponse(x, 'an id')).error;
      comesBack(`error ${error}`, arb, there, representable.representableErrorResponse);
    }
    return `${2 * operations.length} shapes, ${errorFacts.length} errors, ${readable.count} values representable as drawn`;
  });

  /** Exactly the representable values come back as they were, and what comes back is one of them. */
  function comesBack(what, arb, there, isRepresentable) {
    holds(name, `${what} is read as it was written`, arb, (x) => {
      const read = there(x);
      const isSame = same(read, x);
      if (isSame !== isRepresentable(x))
        return `representable ${isRepresentable(x)}, but read as ${show(read)}`;
      if (isSame) readable.count += 1;
      // An error whose code is another's is read as the other.
      if (read === undefined) return true;
      if (!isRepresentable(read)) return `what was read is not representable: ${show(read)}`;
      return same(there(read), read) || `read twice: ${show(there(read))}`;
    });
  }
}

/** The arbitrary of an error is named like that of a shape: found by its name without regard to case. */
function lowerFirst(error, arbitraries) {
  const wanted = `${error}ContentArb`.toLowerCase();
  return Object.keys(arbitraries)
    .find((key) => key.toLowerCase() === wanted)
    ?.slice(0, -'ContentArb'.length);
}

/** Checks one law; `test` answers true, or what is wrong. */
function holds(name, law, arb, test, numRuns = parameters.numRuns) {
  try {
    const property = fc.property(typeof arb === 'function' ? arb() : arb, (x) => {
      const answer = test(x);
      if (answer !== true) throw new Error(String(answer));
    });
    const details = fc.check(property, {
      ...parameters,
      numRuns,
      interruptAfterTimeLimit: 60_000,
      markInterruptAsFailure: true,
    });
    if (!details.failed) return;
    const { counterexample, counterexamplePath, errorInstance } = details;
    fail(
      name,
      `${law}: ${errorInstance?.message ?? 'too slow'}\n    for ${show(counterexample)}\n    seed ${details.seed}, path ${counterexamplePath}`,
    );
  } catch (error) {
    fail(name, `${law}: ${error.message}`);
  }
}

function nothing(violations) {
  return violations.length === 0 || show(violations);
}

/** Equal values; a member that is undefined is one that is absent. */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const name of names) {
    const [left, right] = [a, b].map((one) => (Object.hasOwn(one, name) ? one[name] : undefined));
    if (!same(left, right)) return false;
  }
  return true;
}

function show(value) {
  const text = fc.stringify(value);
  return text.length <= 600 ? text : `${text.slice(0, 600)}...`;
}

function fail(name, message) {
  failures += 1;
  console.log(`${name}: BROKEN: ${message}`);
}

async function timed(name, what, run) {
  const began = performance.now();
  const result = await run();
  const detail = typeof result === 'string' || Object.hasOwn(Object(result), 'toString') ? `: ${result}` : '';
  console.log(`${name}: ${what}${detail} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}
