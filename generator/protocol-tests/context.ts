/** What running a case needs: the model, and the code that was generated from it. */
import type { ErrorShape, Operation, Service } from '../ir/ir.js';
import type { LoadedCode } from '../load.js';
import type { Wire } from './wire.js';

/** The form node that the generated code parses bodies into. */
export interface Form {
  value(): string | undefined;
  child(segment: string): Form | undefined;
}

/** What of a request stands before its body. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | undefined;
}

/** An answer as generated servers give it; headers by lower-case name. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Exports of the generated code that cases are run with, all of them public. */
export interface GeneratedCode {
  /** The client class; its methods by name. */
  readonly Client: new (config: object) => Readonly<Record<string, (input: object) => Promise<object>>>;
  /** The class that every exception of the service has. */
  readonly ServiceException: new (...args: never[]) => Error;
  readonly codec: Readonly<Record<string, { deserializeRequest(form: Form): unknown }>>;
  readonly parseForm: (body: string) => Form;
  readonly claimRequest: (head: RequestHead, form: Form) => string | undefined;
  readonly answerWith: (operation: string, output: object, requestId: string) => ServerAnswer;
  readonly answerWithError: (error: object, requestId: string) => ServerAnswer;
}

export interface Context {
  readonly service: Service;
  readonly code: GeneratedCode;
  readonly wire: Wire;
}

/** What a case stands at: an operation; or an error, with an operation that can answer it. */
export interface Subject {
  readonly operation: Operation;
  readonly error: ErrorShape | undefined;
}

/** The generated code of a service from its modules. */
export async function bindCode(loaded: LoadedCode, { sdkName }: Service): Promise<GeneratedCode> {
  const index = await loaded.module('index.ts');
  const take = <Name extends keyof GeneratedCode>(name: Name, exported: string = name) => {
    return index[exported] as GeneratedCode[Name];
  };
  return {
    Client: take('Client', `${sdkName}Client`),
    ServiceException: take('ServiceException', `${sdkName}ServiceException`),
    codec: take('codec'),
    parseForm: take('parseForm'),
    claimRequest: take('claimRequest'),
    answerWith: take('answerWith'),
    answerWithError: take('answerWithError'),
  };
}
