/** The generator as a library: model texts in, files out. Touches no disk, no clock, no environment. */
import { emitArbitraries } from './emit/arbitraries.js';
import { emitClient } from './emit/client.js';
import { emitCodec } from './emit/codec.js';
import { emitConstraints } from './emit/constraints.js';
import { emitDeserializers } from './emit/deserializers.js';
import { emitErrors } from './emit/errors.js';
import { emitIndex } from './emit/index-file.js';
import { emitOperations } from './emit/operations.js';
import { emitRedact } from './emit/redact.js';
import { emitRepresentable } from './emit/representable.js';
import { emitSerializers } from './emit/serializers.js';
import { emitServer } from './emit/server.js';
import { emitTypes } from './emit/types.js';
import { emitValidators } from './emit/validators.js';
import { copiedHeader, generatedHeader } from './header.js';
import type { Origin } from './header.js';
import { buildService } from './ir/build.js';
import type { Service } from './ir/ir.js';
import { cappedPatterns } from './ir/patterns.js';
import type { CappedPattern } from './ir/patterns.js';
import { readErrata } from './smithy/errata.js';
import { readModel } from './smithy/read.js';
import type { ModelFile } from './smithy/read.js';

export { sha256 } from './header.js';

export interface GenerateOptions extends Origin {
  /** Texts of the runtime by path within it, `pattern/pattern.ts`; see `readRuntime`. */
  readonly runtime: ReadonlyMap<string, string>;
  /** The service, where the model has several that speak awsQuery: a shape ID or its name. */
  readonly service?: string | undefined;
}

export interface GeneratedCode {
  /** All files of the output by path, in a fixed order. */
  readonly files: ReadonlyMap<string, string>;
  /** Patterns that validators do not judge on every text. */
  readonly capped: readonly CappedPattern[];
}

/** The files alone, see {@link generateCode}. */
export function generateFiles(
  models: readonly ModelFile[],
  errata: ModelFile | undefined,
  options: GenerateOptions,
): ReadonlyMap<string, string> {
  return generateCode(models, errata, options).files;
}

/**
 * Generates code for a service. Equal input gives equal bytes. Throws `ModelError` with everything that is wrong
 * with model or errata.
 */
export function generateCode(
  models: readonly ModelFile[],
  errata: ModelFile | undefined,
  options: GenerateOptions,
): GeneratedCode {
  const service = buildService(readModel(models), {
    service: options.service,
    errata: errata && readErrata(errata),
  });
  const header = generatedHeader(models, options);
  const files = new Map(emitService(service).map((file) => [file.path, file.print(header)]));
  const copied = copiedHeader(options);
  for (const [path, text] of options.runtime) files.set(`runtime/${path}`, copied + text);
  return { files, capped: cappedPatterns(service) };
}

function emitService(service: Service): ReturnType<typeof emitIndex>[] {
  const files = [
    emitTypes(service),
    emitErrors(service),
    emitOperations(service),
    emitConstraints(service),
    emitSerializers(service),
    emitDeserializers(service),
    emitValidators(service),
    emitRedact(service),
    emitCodec(service),
    emitClient(service),
    emitServer(service),
    emitRepresentable(service),
  ];
  // Arbitraries import fast-check: they are an entry of their own, which the index leaves alone.
  return [...files, emitIndex(files), emitArbitraries(service)];
}
