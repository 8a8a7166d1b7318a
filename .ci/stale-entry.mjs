// Mends one answer of a real endpoint and expects the suite to notice that the file of expectations is out of date.
// Usage: stale-entry.mjs ENDPOINT EXPECTATIONS, while moto answers at ENDPOINT; needs `dist/`.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [endpoint, expectations] = process.argv.slice(2);
const mended = 'wire/GetCallerIdentity/success/request-id-form';
const folder = mkdtempSync(join(tmpdir(), 'stale-entry-'));

/** Passes everything on; the request ids of GetCallerIdentity become UUIDs on the way back. */
const proxy = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const headers = Object.entries(request.headers).filter(
    ([name]) => !['host', 'connection', 'content-length'].includes(name),
  );
  const answer = await fetch(new URL(request.url, endpoint), {
    method: request.method,
    headers: Object.fromEntries(headers),
    ...(body.length > 0 ? { body } : {}),
  });
  const text = await answer.text();
  const isMended = body.toString('latin1').includes('Action=GetCallerIdentity&');
  const id = randomUUID();
  response.statusCode = answer.status;
  response.setHeader('content-type', answer.headers.get('content-type') ?? 'text/xml');
  const oldId = answer.headers.get('x-amzn-requestid');
  if (isMended || oldId !== null) response.setHeader('x-amzn-requestid', isMended ? id : oldId);
  response.end(isMended ? text.replace(/<RequestId>[^<]*/, `<RequestId>${id}`) : text);
});

async function run(url, name) {
  const file = join(folder, `${name}.json`);
  const child = spawn(
    process.execPath,
    [
      'dist/cli/main.js',
      'run',
      ...['--endpoint', url, '--operations', 'GetCallerIdentity', '--seed', '20261122'],
      ...['--expectations', expectations, '--report', `json=${file}`],
    ],
    { stdio: 'ignore' },
  );
  const [code] = await once(child, 'close');
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return { code, stale: report.expectations.stale.map(({ check }) => check) };
}

try {
  assert.deepEqual(await run(endpoint, 'as-it-is'), { code: 0, stale: [] });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  assert.deepEqual(await run(`http://127.0.0.1:${proxy.address().port}`, 'mended'), {
    code: 1,
    stale: [mended],
  });
  console.log(`an answer that was mended makes its entry stale, and the run fails: ${mended}`);
} finally {
  proxy.closeAllConnections();
  proxy.close();
  rmSync(folder, { recursive: true });
}
