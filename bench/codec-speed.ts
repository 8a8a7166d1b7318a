/** Serializing requests and deserializing responses, beside the official client and fast-xml-parser. */
import assert from 'node:assert/strict';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { XMLParser } from 'fast-xml-parser';
import { deserializeAssumeRoleResponse, serializeAssumeRoleRequest } from '../generated/index.js';
import type { AssumeRoleRequest } from '../generated/index.js';
import { pick, responseBodies, smallRequests, taggedRequests } from './inputs.js';
import { measure } from './measure.js';
import type { MeasureOptions } from './measure.js';
import { perSecond } from './row.js';
import type { Row } from './row.js';
import { buildSdkCodec } from './sdk.js';
import type { SdkCodec } from './sdk.js';
import { ratioOf, spreadOf } from './statistics.js';

export async function measureSerializers(options: MeasureOptions): Promise<readonly Row[]> {
  const sdk = buildSdkCodec();
  return [
    ...(await serializerRows('serialize AssumeRole, 50 tags', taggedRequests, sdk, options)),
    ...(await serializerRows('serialize AssumeRole, two members', smallRequests, sdk, options)),
  ];
}

export async function measureDeserializers(options: MeasureOptions): Promise<readonly Row[]> {
  const sdk = buildSdkCodec();
  return [
    ...(await deserializerRows('deserialize AssumeRole', responseBodies('alice'), sdk, options)),
    ...(await deserializerRows('deserialize, one entity', responseBodies('al&amp;ice'), sdk, options)),
  ];
}

async function serializerRows(
  what: string,
  requests: readonly AssumeRoleRequest[],
  sdk: SdkCodec,
  options: MeasureOptions,
): Promise<readonly Row[]> {
  const inputs = requests as readonly AssumeRoleCommandInput[];
  assertSameForm(serializeAssumeRoleRequest(pick(requests, 0)), await sdk.serialize(pick(inputs, 0)));
  const times = await measure(
    [
      { name: 'ours', run: (index) => serializeAssumeRoleRequest(pick(requests, index)) },
      { name: 'sdk', run: (index) => sdk.serialize(pick(inputs, index)) },
      { name: 'oursSent', run: (index) => Buffer.from(serializeAssumeRoleRequest(pick(requests, index))) },
      { name: 'sdkSent', run: async (index) => Buffer.from(await sdk.serialize(pick(inputs, index))) },
    ],
    options,
  );
  return [
    {
      what,
      ours: perSecond(spreadOf(times.ours).median),
      against: 'client-sts serializeRequest',
      peer: perSecond(spreadOf(times.sdk).median),
      ratio: ratioOf(times.sdk, times.ours),
      goal: { atLeast: 6 },
    },
    {
      // Text put together from pieces is a tree until somebody walks it: the cost of that is the same for both.
      what: `${what}, to bytes`,
      ours: perSecond(spreadOf(times.oursSent).median),
      against: 'client-sts serializeRequest',
      peer: perSecond(spreadOf(times.sdkSent).median),
      ratio: ratioOf(times.sdkSent, times.oursSent),
    },
  ];
}

/** From bytes to typed values against the client; from text to typed values against the parse alone. */
async function deserializerRows(
  what: string,
  bodies: readonly Uint8Array[],
  sdk: SdkCodec,
  options: MeasureOptions,
): Promise<readonly Row[]> {
  const { output } = deserializeAssumeRoleResponse(textOf(pick(bodies, 0)));
  const { $metadata: _, ...expected } = await sdk.deserialize(pick(bodies, 0));
  assert.deepEqual({ ...output }, expected);
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
  const times = await measure(
    [
      { name: 'ours', run: (index) => deserializeAssumeRoleResponse(textOf(pick(bodies, index))) },
      { name: 'sdk', run: (index) => sdk.deserialize(pick(bodies, index)) },
      { name: 'parser', run: (index) => parser.parse(textOf(pick(bodies, index))) as unknown },
    ],
    options,
  );
  const ours = perSecond(spreadOf(times.ours).median);
  return [
    {
      what,
      ours,
      against: 'client-sts deserializeResponse',
      peer: perSecond(spreadOf(times.sdk).median),
      ratio: ratioOf(times.sdk, times.ours),
      goal: { atLeast: 6 },
    },
    {
      what,
      ours,
      against: 'fast-xml-parser parse',
      peer: perSecond(spreadOf(times.parser).median),
      ratio: ratioOf(times.parser, times.ours),
      goal: { atLeast: 8 },
    },
  ];
}

/** A fresh string, as it comes off a socket. */
function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** The two bodies say the same, in whatever order. */
function assertSameForm(ours: string, theirs: string): void {
  assert.deepEqual(sortedPairs(ours), sortedPairs(theirs));
}

function sortedPairs(body: string): readonly string[] {
  return [...new URLSearchParams(body)].map(String).sort();
}
