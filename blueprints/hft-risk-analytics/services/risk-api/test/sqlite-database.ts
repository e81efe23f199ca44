import { readFileSync } from 'node:fs';
import initSqlJs, { type Database as Sqlite, type SqlValue } from 'sql.js';
import type { Cell, Database, NewRow, Parameters, Row } from '../src/store/risk-store.ts';

/**
 * The tables of the blueprint, made from its template, in an SQLite that lives in this process; the statements of the service run on it word for word.
 *
 * SQLite takes a name in backticks as one name, dots and all, and named parameters; it has no types BigQuery would hold a value
 * to, so the columns' types are checked here.
 */
export class SqliteDatabase implements Database {
  readonly #sqlite: Sqlite;
  /** When set, the next calls reject with it. */
  failure: Error | undefined;
  /** When set, calls wait for it, or for their signal. */
  gate: Promise<void> | undefined;

  private constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  static async open(): Promise<SqliteDatabase> {
    const { Database: Engine } = await initSqlJs();
    const sqlite = new Engine();
    sqlite.run(createTables());
    return new SqliteDatabase(sqlite);
  }

  async query(statement: string, parameters: Parameters, signal: AbortSignal): Promise<readonly Row[]> {
    await this.#pass(signal);
    return this.select(statement, parameters);
  }

  async append(table: string, rows: readonly NewRow[], signal: AbortSignal): Promise<void> {
    await this.#pass(signal);
    for (const { id, cells } of rows) {
      checkRow(cells);
      const names = Object.keys(cells);
      const known = this.select(`SELECT 1 AS found FROM \`${table}\` WHERE metric_id = @id`, { id });
      if (known.length > 0) continue;
      this.#sqlite.run(
        `INSERT INTO \`${table}\` (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        Object.values(cells),
      );
    }
  }

  /** What the merge of the blueprint writes. */
  insertPosition(position: Record<string, Cell>): void {
    const names = Object.keys(position);
    this.#sqlite.run(
      `INSERT INTO \`${tables.positions}\` (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      Object.values(position),
    );
  }

  select(statement: string, parameters: Parameters): Row[] {
    const prepared = this.#sqlite.prepare(statement);
    try {
      prepared.bind(
        Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`@${name}`, toSqlite(value)])),
      );
      const rows: Row[] = [];
      while (prepared.step()) rows.push(prepared.getAsObject() as Row);
      return rows;
    } finally {
      prepared.free();
    }
  }

  async #pass(signal: AbortSignal): Promise<void> {
    if (this.gate !== undefined) {
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      aborted.catch(() => undefined);
      await Promise.race([this.gate, aborted]);
    }
    if (this.failure !== undefined) throw this.failure;
  }
}

export const tables = {
  positions: 'demo-project.trading_analytics.trading_positions',
  metrics: 'demo-project.trading_analytics.risk_metrics',
} as const;

/** Statements that make the tables with the columns the blueprint's template gives them. */
function createTables(): string {
  const template = readFileSync(new URL('../../../templates/analytics.tf.hbs', import.meta.url), 'utf8');
  const resources = template.split(/^resource /m);
  const made = Object.values(tables).map((table) => {
    const resource = resources.find((text) => text.startsWith(`"google_bigquery_table" "${table.split('.').at(-1)}"`));
    const columns = [...(resource ?? '').matchAll(/\{ name = "(\w+)", type = "(\w+)", mode = "(\w+)"/g)];
    if (columns.length === 0) throw new Error(`the template has no columns of ${table}`);
    const lines = columns.map(
      ([, name, type, mode]) => `${name} ${affinities[type ?? '']} ${mode === 'REQUIRED' ? 'NOT NULL' : ''}`,
    );
    return `CREATE TABLE \`${table}\` (${lines.join(', ')});`;
  });
  return `${made.join('\n')} CREATE INDEX by_id ON \`${tables.metrics}\` (metric_id);`;
}

const affinities: Readonly<Record<string, string>> = {
  STRING: 'TEXT',
  NUMERIC: 'NUMERIC',
  TIMESTAMP: 'TEXT',
  INTEGER: 'INTEGER',
};

function toSqlite(value: string | number | Date): SqlValue {
  return value instanceof Date ? value.toISOString() : value;
}

function checkRow(cells: Row): void {
  for (const name of ['metric_value', 'confidence_level']) {
    const cell = cells[name] ?? '0';
    if (!/^-?\d{1,29}(\.\d{1,9})?$/.test(String(cell))) throw new Error(`${name} is not NUMERIC: ${cell}`);
  }
  for (const name of ['calculation_timestamp', 'created_at']) {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(String(cells[name])))
      throw new Error(`${name} is not TIMESTAMP`);
  }
}
