import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes every row and keeps none: a process of its own, so that neither storing nor the load takes time from the other. */
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"kind":"bigquery#tableDataInsertAllResponse"}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ message: `Server listening at http://127.0.0.1:${port}` })}\n`);
});
