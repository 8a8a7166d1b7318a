/** Runs every protocol test of a model against the code that is generated from it. */
import { generateFiles } from '../generate.js';
import { buildService } from '../ir/build.js';
import type { Service } from '../ir/ir.js';
import { loadGenerated } from '../load.js';
import { readModel } from '../smithy/read.js';
import type { ModelFile } from '../smithy/read.js';
import { readCases } from './cases.js';
import type { ProtocolCase, Side } from './cases.js';
import { runClientRequest, runClientResponse } from './client-side.js';
import { bindCode } from './context.js';
import type { Context, Subject } from './context.js';
import { CaseError, show } from './difference.js';
import { buildReport } from './report.js';
import type { ProtocolTestReport, ProtocolTestResult } from './report.js';
import { runServerRequest, runServerResponse } from './server-side.js';
import type { ServerOutcome } from './server-side.js';
import { startWire } from './wire.js';

export interface ProtocolTestOptions {
  /** Texts of the runtime by path within it; see `readRuntime`. */
  readonly runtime: ReadonlyMap<string, string>;
  /** The service, where the model has several that speak awsQuery: a shape ID or its name. */
  readonly service?: string | undefined;
}

const awsQuery = 'aws.protocols#awsQuery';
/** Name of the shape of the vendor parameters that are known: code and type of an error. */
const errorCodeParams = 'ErrorCodeParams';

/**
 * Generates the code of a service, loads it from a temporary folder, which is removed again, and runs all cases of
 * the model, one after the other. Throws `ModelError` for a model or cases that cannot be used.
 */
export async function runProtocolTests(
  models: readonly ModelFile[],
  options: ProtocolTestOptions,
): Promise<ProtocolTestReport> {
  const model = readModel(models);
  const cases = readCases(model);
  const service = buildService(model, { service: options.service });
  if (cases.length === 0) return buildReport(service.id, []);
  const files = generateFiles(models, undefined, { version: '0', command: 'protocol-test', ...options });
  const loaded = await loadGenerated(files);
  try {
    const code = await bindCode(loaded, service);
    const wire = await startWire();
    try {
      const results: ProtocolTestResult[] = [];
      for (const test of cases) {
        for (const side of test.sides) results.push(await runCase(test, side, { service, code, wire }));
      }
      return buildReport(service.id, results);
    } finally {
      await wire.close();
    }
  } finally {
    await loaded.dispose();
  }
}

async function runCase(test: ProtocolCase, side: Side, context: Context): Promise<ProtocolTestResult> {
  const { id, kind, shape } = test;
  const result = { id, kind, side, shape, differences: [], reason: undefined };
  const subject = subjectOf(test, context.service);
  if (typeof subject === 'string') return { ...result, outcome: 'skipped', reason: subject };
  try {
    const outcome = await runOn(test, side, subject, context);
    if (outcome.kind === 'not-expressible')
      return { ...result, outcome: outcome.kind, reason: outcome.reason };
    const { differences } = outcome;
    return { ...result, outcome: differences.length === 0 ? 'passed' : 'failed', differences };
  } catch (error) {
    const wanted = error instanceof CaseError ? 'a case that fits the model' : 'no exception';
    return { ...result, outcome: 'failed', differences: [{ what: side, wanted, got: show(error) }] };
  }
}

async function runOn(
  test: ProtocolCase,
  side: Side,
  subject: Subject,
  context: Context,
): Promise<ServerOutcome> {
  switch (test.kind) {
    case 'request':
      if (side === 'server') return runServerRequest(test, subject, context);
      return { kind: 'decided', differences: await runClientRequest(test, subject, context) };
    case 'response':
      if (side === 'server') {
        return { kind: 'decided', differences: runServerResponse(test, subject, context) };
      }
      return { kind: 'decided', differences: await runClientResponse(test, subject, context) };
  }
}

/** What a case stands at; or why it cannot be run. */
function subjectOf({ shape, protocol, vendorParamsShape }: ProtocolCase, service: Service): Subject | string {
  if (protocol !== awsQuery) return `it is for the protocol ${protocol}`;
  if (vendorParamsShape !== undefined && vendorParamsShape.split('#')[1] !== errorCodeParams) {
    return `its vendor parameters are of an unknown shape, ${vendorParamsShape}`;
  }
  const bound = service.operations.find(({ id }) => id === shape);
  if (bound !== undefined) return { operation: bound, error: undefined };
  const error = service.errors.find(({ id }) => id === shape);
  if (error === undefined) return `the service ${service.id} does not have ${shape}`;
  const operation = service.operations.find(({ errors }) => errors.includes(error));
  return operation === undefined ? `no operation answers with ${shape}` : { operation, error };
}
