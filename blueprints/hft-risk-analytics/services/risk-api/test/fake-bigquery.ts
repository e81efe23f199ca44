import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Row } from '../src/store/risk-store.ts';
import { SqliteDatabase } from './sqlite-database.ts';

/**
 * The two methods of BigQuery's REST API the service uses, `jobs.query` and `tabledata.insertAll`, over SQLite: Google's own
 * client talks to it.
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/query and .../tabledata/insertAll
 */
export interface FakeBigQuery {
  readonly url: string;
  readonly database: SqliteDatabase;
  /** Calls so far, such as `POST /projects/p/queries`. */
  readonly calls: string[];
  /** When set, queries are answered once it has resolved; `onQuery` is told of each one first. */
  gate: Promise<void> | undefined;
  onQuery: () => void;
  close(): Promise<void>;
}

interface QueryParameter {
  readonly name: string;
  readonly parameterType: { readonly type: string };
  readonly parameterValue: { readonly value: string };
}

export async function startFakeBigQuery(): Promise<FakeBigQuery> {
  const database = await SqliteDatabase.open();
  const server = createServer((request, response) => {
    answer(fake, request).then(
      (body) => send(response, 200, body),
      (error: unknown) =>
        send(response, 400, {
          error: { code: 400, message: String(error), errors: [{ reason: 'invalid', message: String(error) }] },
        }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeBigQuery = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    database,
    calls: [],
    gate: undefined,
    onQuery: () => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answer(fake: FakeBigQuery, request: IncomingMessage): Promise<object> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const body = JSON.parse((await text(request)) || '{}');
  fake.calls.push(`${request.method} ${path}`);
  const insert = /^\/projects\/([^/]+)\/datasets\/([^/]+)\/tables\/([^/]+)\/insertAll$/.exec(path);
  if (insert !== null) return insertAll(fake.database, insert.slice(1).join('.'), body);
  if (/^\/projects\/[^/]+\/queries$/.test(path)) {
    fake.onQuery();
    await fake.gate;
    return query(fake.database, body);
  }
  throw new Error(`not known here: ${path}`);
}

function query(
  database: SqliteDatabase,
  body: { query: string; useLegacySql: boolean; queryParameters?: readonly QueryParameter[] },
): object {
  if (body.useLegacySql !== false) throw new Error('legacy SQL');
  const rows = database.select(body.query, Object.fromEntries((body.queryParameters ?? []).map(readParameter)));
  const names = Object.keys(rows[0] ?? {});
  return {
    jobComplete: true,
    jobReference: { projectId: 'demo-project', jobId: 'job', location: 'us-central1' },
    totalRows: String(rows.length),
    schema: { fields: names.map((name) => ({ name, type: typeOf(name), mode: 'NULLABLE' })) },
    rows: rows.map((row) => ({ f: names.map((name) => ({ v: writeCell(row, name) })) })),
  };
}

function readParameter({ name, parameterType, parameterValue }: QueryParameter): [string, string | number | Date] {
  switch (parameterType.type) {
    case 'TIMESTAMP':
      return [name, new Date(parameterValue.value)];
    case 'INT64':
      return [name, Number(parameterValue.value)];
    case 'STRING':
      return [name, parameterValue.value];
    default:
      throw new Error(`a parameter of type ${parameterType.type}`);
  }
}

function typeOf(name: string): string {
  if (name === 'portfolio_id' || name === 'symbol') return 'STRING';
  if (name === 'one') return 'INTEGER';
  return name === 'last_calculation' ? 'TIMESTAMP' : 'NUMERIC';
}

/** Values are text; timestamps are microseconds since 1970. */
function writeCell(row: Row, name: string): string | null {
  const cell = row[name] ?? null;
  if (cell === null) return null;
  return typeOf(name) === 'TIMESTAMP' ? String(Date.parse(String(cell)) * 1000) : String(cell);
}

async function insertAll(
  database: SqliteDatabase,
  table: string,
  body: { rows: readonly { insertId: string; json: Row }[] },
): Promise<object> {
  const rows = body.rows.map(({ insertId, json }) => ({ id: insertId, cells: json }));
  try {
    await database.append(table, rows, new AbortController().signal);
    return { kind: 'bigquery#tableDataInsertAllResponse' };
  } catch (error) {
    return { insertErrors: [{ index: 0, errors: [{ reason: 'invalid', message: String(error) }] }] };
  }
}
