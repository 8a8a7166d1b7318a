/** A small client for the endpoint's own tests: serializes, signs as AWS's JavaScript signer does, sends. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '@smithy/types';
import { codec, type Draft, type OperationInputs, type OperationName } from '../../generated/index.js';
import type { Credentials, OperationOutputs } from '../../generated/index.js';
import { type ErrorDocument, readErrorResponse } from '../../generated/runtime/error-document.js';
import { defaultWorld } from '../../world/default.js';
import { activeKey } from '../../world/lookup.js';

export interface Signing {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SendOptions {
  /** Alice's active key unless given; null sends unsigned. */
  readonly credentials?: Signing | null;
  readonly region?: string;
  readonly service?: string;
  readonly date?: Date;
  readonly applyChecksum?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes the request after it was signed. */
  readonly tamper?: (request: HttpRequest) => HttpRequest;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export const alice: Signing = activeKey(defaultWorld, 'alice');
export const bob: Signing = activeKey(defaultWorld, 'bob');

export function signingOf(credentials: Credentials): Signing {
  return {
    accessKeyId: credentials.AccessKeyId,
    secretAccessKey: credentials.SecretAccessKey,
    sessionToken: credentials.SessionToken,
  };
}

/** The output of a call that must succeed, read strictly. */
export async function call<Name extends OperationName>(
  url: string,
  name: Name,
  input: OperationInputs[Name],
  options: SendOptions = {},
): Promise<OperationOutputs[Name]> {
  const received = await send(url, name, input as Draft<OperationInputs[Name]>, options);
  if (received.status !== 200) throw new Error(`${name} was refused: ${received.text}`);
  return codec[name].deserializeResponse(received.text, 'strict').output;
}

/** The error of a call that must be refused. */
export async function refusal<Name extends OperationName>(
  url: string,
  name: Name,
  input: Draft<OperationInputs[Name]>,
  options: SendOptions = {},
): Promise<Pick<ErrorDocument, 'code' | 'message'> & { readonly status: number }> {
  const { status, text } = await send(url, name, input, options);
  const { code, message } = readErrorResponse(text);
  return { status, code, message };
}

export async function send<Name extends OperationName>(
  url: string,
  name: Name,
  input: Draft<OperationInputs[Name]>,
  options: SendOptions = {},
): Promise<Received> {
  return sendForm(url, codec[name].serializeRequest(input), options);
}

export async function sendForm(url: string, body: string, options: SendOptions = {}): Promise<Received> {
  const { hostname, port } = new URL(url);
  const request: HttpRequest = {
    method: 'POST',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: '/',
    query: {},
    headers: {
      host: `${hostname}:${port}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...options.headers,
    },
    body,
  };
  const signed = options.credentials === null ? request : await sign(request, options);
  const { method, path, headers, body: sent } = options.tamper?.(signed) ?? signed;
  const response = await fetch(`${url}${path}`, {
    method,
    headers,
    body: sent as string,
    redirect: 'manual',
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function sign(request: HttpRequest, options: SendOptions): Promise<HttpRequest> {
  const signer = new SignatureV4({
    credentials: options.credentials ?? alice,
    region: options.region ?? 'us-east-1',
    service: options.service ?? 'sts',
    sha256: Sha256,
    applyChecksum: options.applyChecksum ?? false,
  });
  return signer.sign(request, { signingDate: options.date ?? new Date() });
}
