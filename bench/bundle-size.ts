/** Bytes of a program that calls one operation, minified by esbuild: the generated client beside the official one. */
import { build } from 'esbuild';
import { generatedFile, packageRoot } from './paths.js';
import type { Row } from './row.js';

export async function measureBundles(): Promise<readonly Row[]> {
  const ours = await bundleSize(`
    import { callAssumeRole } from ${JSON.stringify(generatedFile('client.js'))};
    const endpoint = 'https://sts.us-east-1.amazonaws.com';
    const config = { endpoint, region: 'us-east-1', credentials: globalThis.credentials };
    console.log(await callAssumeRole(config, { RoleArn: process.argv[2], RoleSessionName: 'session' }));`);
  const theirs = await bundleSize(`
    import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
    const client = new STSClient({ region: 'us-east-1', credentials: globalThis.credentials });
    console.log(await client.send(new AssumeRoleCommand({ RoleArn: process.argv[2], RoleSessionName: 'session' })));`);
  const ratio = ours / theirs;
  return [
    {
      what: 'minified bundle of one operation',
      ours: kilobytes(ours),
      against: 'client-sts',
      peer: kilobytes(theirs),
      ratio: { median: ratio, low: ratio, high: ratio },
      goal: { atMost: 1 / 6 },
    },
  ];
}

/** The same settings for both. What is loaded when first needed is part of the bundle. */
async function bundleSize(program: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: packageRoot },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles.reduce((sum, file) => sum + file.contents.byteLength, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
