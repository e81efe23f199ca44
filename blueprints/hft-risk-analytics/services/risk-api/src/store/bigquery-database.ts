import { BigQuery } from '@google-cloud/bigquery';
import type { Cell, Database, NewRow, Parameters, Row } from './risk-store.ts';

/** The part of Google's client that is used; a test stands in for it. */
export interface BigQueryClient {
  query(options: Readonly<Record<string, unknown>>): Promise<unknown[]>;
  dataset(id: string): { table(id: string): { insert(rows: readonly unknown[], options: object): Promise<unknown> } };
}

/** Google's client; credentials are those of the environment. */
export function connectBigQuery(project: string | undefined): BigQueryClient {
  // Its declared types are narrower than what it takes: rows are `any` there, and options name every known key.
  return new BigQuery(project === undefined ? {} : { projectId: project }) as unknown as BigQueryClient;
}

/**
 * Reads with GoogleSQL, appends with `tabledata.insertAll`.
 *
 * The client cannot be interrupted: when the signal aborts, the caller goes on, and the query ends by itself.
 *
 * @see https://cloud.google.com/bigquery/docs/streaming-data-into-bigquery
 */
export class BigQueryDatabase implements Database {
  readonly #client: BigQueryClient;
  readonly #dataset: string;

  constructor(client: BigQueryClient, dataset: string) {
    this.#client = client;
    this.#dataset = dataset;
  }

  async query(statement: string, parameters: Parameters, signal: AbortSignal): Promise<readonly Row[]> {
    // Just these options: with more of them the client makes a job first, and asks for its rows in a second call.
    const [rows] = await abandonOn(
      signal,
      this.#client.query({ query: statement, params: parameters, useLegacySql: false }),
    );
    if (!Array.isArray(rows)) throw new TypeError('BigQuery answered without rows');
    return rows.map(toRow);
  }

  async append(table: string, rows: readonly NewRow[], signal: AbortSignal): Promise<void> {
    const raw = rows.map(({ id, cells }) => ({ insertId: id, json: cells }));
    // Neither a row that is refused nor one that has a column too many may be left out in silence: the others are not written either.
    const options = { raw: true, skipInvalidRows: false, ignoreUnknownValues: false };
    const name = table.split('.').at(-1) ?? table;
    await abandonOn(signal, this.#client.dataset(this.#dataset).table(name).insert(raw, options));
  }
}

/** NUMERIC comes as an object that prints itself, TIMESTAMP as one with a value; everything else as it is. */
function toRow(row: unknown): Row {
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, toCell(value)]));
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'object' && 'value' in value) return String(value.value);
  return String(value);
}

function abandonOn<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined);
    return Promise.reject(signal.reason);
  }
  return new Promise((resolve, reject) => {
    const abandon = (): void => reject(signal.reason);
    signal.addEventListener('abort', abandon, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon));
  });
}
