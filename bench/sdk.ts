/** The peer of the serializers: protocol and schema of the official client, called as its middleware calls them. */
import { AssumeRole$, STSClient } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { HttpResponse } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/core/protocols';
import { operation } from '@smithy/core/schema';
import type { $ClientProtocol, $OperationSchema } from '@smithy/types';

export interface SdkCodec {
  /** The body of a request of AssumeRole. */
  serialize(input: AssumeRoleCommandInput): Promise<string>;
  deserialize(body: Uint8Array): Promise<AssumeRoleCommandOutput>;
}

export function buildSdkCodec(): SdkCodec {
  const { config } = new STSClient({
    region: 'us-east-1',
    endpoint: 'https://sts.us-east-1.amazonaws.com',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  });
  const protocol = config.protocol as $ClientProtocol<HttpRequest, HttpResponse>;
  const [, namespace, name, traits, input, output] = AssumeRole$;
  // The schema of the declarations is the same thing under an older name.
  const schema = operation(namespace, name, traits, input, output) as unknown as $OperationSchema;
  const { endpoint } = config;
  if (endpoint === undefined) throw new Error('the official client has lost its endpoint');
  const context = { ...config, endpoint };
  return {
    async serialize(request) {
      const { body } = await protocol.serializeRequest(schema, request, context);
      return body as string;
    },
    deserialize(body) {
      const headers = { 'content-type': 'text/xml' };
      const response = new HttpResponse({ statusCode: 200, headers, body });
      return protocol.deserializeResponse<AssumeRoleCommandOutput>(schema, context, response);
    },
  };
}
