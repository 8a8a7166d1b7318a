/**
 * The peer of the endpoint, as a process: node:http, answering every request with the same head and body. Gets them as JSON
 * in its first argument and prints its address.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = JSON.parse(process.argv[2] ?? '') as { headers: [string, string][]; body: string };
const body = Buffer.from(answer.body);
const headers = answer.headers.flat();

const server = createServer((request, response) => {
  response.sendDate = false;
  request.resume();
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
