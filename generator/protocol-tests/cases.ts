/** Reads the cases of `smithy.test#httpRequestTests` and `smithy.test#httpResponseTests` from a model. */
import { isRecord } from '../smithy/check.js';
import type { Model, ShapeId } from '../smithy/ast.js';
import { ModelError, pointerTo } from '../smithy/model-error.js';
import type { Mistake } from '../smithy/model-error.js';

export type Side = 'client' | 'server';

/** What request and response cases have in common. */
interface CaseBase {
  readonly id: string;
  /** The operation, or for responses the error, that the case stands at. */
  readonly shape: ShapeId;
  /** Shape ID of the protocol that the case is for. */
  readonly protocol: ShapeId;
  /** Sides that the case applies to. */
  readonly sides: readonly Side[];
  /** Values of input, output or error as JSON: blobs are text, timestamps epoch seconds. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly vendorParams: Readonly<Record<string, unknown>>;
  readonly vendorParamsShape: ShapeId | undefined;
  /** Headers by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly forbidHeaders: readonly string[];
  readonly requireHeaders: readonly string[];
  /** `undefined` says nothing about the body. */
  readonly body: string | undefined;
  readonly bodyMediaType: string | undefined;
}

export interface RequestCase extends CaseBase {
  readonly kind: 'request';
  readonly method: string;
  /** Path of the request, without query. */
  readonly uri: string;
  /** Host that the client is given, with a path where it has one. */
  readonly host: string | undefined;
  /** Host that the request must go to. */
  readonly resolvedHost: string | undefined;
  /** `name=value`, as it stands in the URL. */
  readonly queryParams: readonly string[];
  readonly forbidQueryParams: readonly string[];
  readonly requireQueryParams: readonly string[];
}

export interface ResponseCase extends CaseBase {
  readonly kind: 'response';
  readonly code: number;
}

export type ProtocolCase = RequestCase | ResponseCase;

const traits = {
  request: 'smithy.test#httpRequestTests',
  response: 'smithy.test#httpResponseTests',
} as const;

/** Every case of a model, in model order. Throws `ModelError` with everything that is wrong with the cases. */
export function readCases(model: Model): readonly ProtocolCase[] {
  const mistakes: Mistake[] = [];
  const cases: ProtocolCase[] = [];
  const seen = new Set<string>();
  for (const [shape, { traits: own }] of model.shapes) {
    for (const kind of ['request', 'response'] as const) {
      const list = own?.[traits[kind]];
      if (list === undefined) continue;
      const at = (message: string, ...segments: readonly (string | number)[]): void => {
        const pointer = pointerTo('shapes', shape, 'traits', traits[kind], ...segments);
        mistakes.push({ file: model.origin.get(shape) ?? '', shapeId: shape, pointer, message });
      };
      if (!Array.isArray(list)) at('is no list of cases');
      for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
        const reader = new CaseReader(item, (message, ...segments) => at(message, index, ...segments));
        const read = reader.read(shape, kind);
        if (seen.has(`${kind} ${read.id}`)) at(`repeats the id ${read.id}`, index, 'id');
        seen.add(`${kind} ${read.id}`);
        cases.push(read);
      }
    }
  }
  if (mistakes.length > 0) throw new ModelError(mistakes);
  return cases;
}

/** Reads the fields of one case. A field of the wrong form is reported and read as if it were empty. */
class CaseReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #report: (message: string, ...segments: readonly (string | number)[]) => void;

  constructor(value: unknown, report: (message: string, ...segments: readonly (string | number)[]) => void) {
    this.#report = report;
    this.#fields = isRecord(value) ? value : {};
    if (!isRecord(value)) report('is no object');
  }

  read(shape: ShapeId, kind: ProtocolCase['kind']): ProtocolCase {
    const base: CaseBase = {
      id: this.#text('id') ?? this.#missing('id', ''),
      shape,
      protocol: this.#text('protocol') ?? this.#missing('protocol', ''),
      sides: this.#sides(),
      params: this.#record('params'),
      vendorParams: this.#record('vendorParams'),
      vendorParamsShape: this.#text('vendorParamsShape'),
      headers: this.#headers(),
      forbidHeaders: this.#texts('forbidHeaders'),
      requireHeaders: this.#texts('requireHeaders'),
      body: this.#text('body'),
      bodyMediaType: this.#text('bodyMediaType'),
    };
    if (kind === 'response') {
      const code = this.#fields['code'];
      const isStatus = typeof code === 'number' && Number.isInteger(code) && code >= 200 && code <= 599;
      return { ...base, kind, code: isStatus ? code : this.#missing('code', 0) };
    }
    return {
      ...base,
      kind,
      method: this.#text('method') ?? this.#missing('method', ''),
      uri: this.#text('uri') ?? this.#missing('uri', ''),
      host: this.#text('host'),
      resolvedHost: this.#text('resolvedHost'),
      queryParams: this.#texts('queryParams'),
      forbidQueryParams: this.#texts('forbidQueryParams'),
      requireQueryParams: this.#texts('requireQueryParams'),
    };
  }

  #missing<Value>(name: string, value: Value): Value {
    this.#report(`needs ${name}`, name);
    return value;
  }

  #text(name: string): string | undefined {
    const value = this.#fields[name];
    if (value === undefined || typeof value === 'string') return value;
    this.#report('must be a string', name);
    return '';
  }

  #texts(name: string): readonly string[] {
    const value = this.#fields[name];
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.#report('must be a list of strings', name);
    return [];
  }

  #record(name: string): Readonly<Record<string, unknown>> {
    const value = this.#fields[name];
    if (value === undefined) return {};
    if (isRecord(value)) return value;
    this.#report('must be an object', name);
    return {};
  }

  #headers(): ReadonlyMap<string, string> {
    const headers = new Map<string, string>();
    for (const [name, value] of Object.entries(this.#record('headers'))) {
      if (typeof value === 'string') headers.set(name.toLowerCase(), value);
      else this.#report('must be a string', 'headers', name);
    }
    return headers;
  }

  #sides(): readonly Side[] {
    const value = this.#fields['appliesTo'];
    if (value === undefined) return ['client', 'server'];
    if (value === 'client' || value === 'server') return [value];
    this.#report('must be client or server', 'appliesTo');
    return [];
  }
}
