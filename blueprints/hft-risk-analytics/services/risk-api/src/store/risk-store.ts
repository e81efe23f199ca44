/** A value of a row: NUMERIC as number or decimal text, TIMESTAMP as RFC 3339 text. */
export type Cell = string | number | null;

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Cell>>;

/** What a statement asks with: a Date is a TIMESTAMP, a whole number an INT64. */
export type Parameters = Readonly<Record<string, string | number | Date>>;

/** A row to append: `id` tells a row sent twice from two rows. */
export interface NewRow {
  readonly id: string;
  readonly cells: Row;
}

/** The database, as far as the service needs one; the only thing that knows BigQuery implements it. */
export interface Database {
  /** Rows of one SELECT with named parameters (`@name`). Rejects when the database refuses, or `signal` aborts. */
  query(statement: string, parameters: Parameters, signal: AbortSignal): Promise<readonly Row[]>;
  /** Appends rows, all or none as far as the database can tell. A row with an id seen shortly before is dropped. */
  append(table: string, rows: readonly NewRow[], signal: AbortSignal): Promise<void>;
}

/** Where the tables are. */
export interface TableNames {
  /** As a statement names it, between its backticks. */
  readonly positions: string;
  readonly metrics: string;
}

/** A position that is stored. */
export interface StoredPosition {
  readonly symbol: string;
  readonly quantity: number;
  readonly price: number;
}

/** One result of a calculation. */
export interface Metric {
  /** Such as `VaR_1D`. */
  readonly type: string;
  readonly value: number;
  /** Undefined: the metric has none. */
  readonly confidence?: number;
  readonly horizonDays?: number;
}

/** All results of one calculation. */
export interface MetricSet {
  /** One and the same for a calculation that is sent again. */
  readonly runId: string;
  readonly portfolioId: string;
  readonly modelVersion: string;
  readonly calculatedAt: Date;
  readonly metrics: readonly Metric[];
}

/** The newest results of a portfolio. */
export interface PortfolioSummary {
  readonly portfolio_id: string;
  readonly position_count: number | null;
  readonly gross_exposure: number | null;
  readonly var_1d: number | null;
  readonly expected_shortfall_1d: number | null;
  readonly risk_score: number | null;
  /** RFC 3339. */
  readonly last_calculation: string | null;
}

/** NUMERIC has 29 digits before the point; this service needs far fewer. */
const mostAmount = 1e20;

/** Positions and results, in the two tables of the flagship blueprint. */
export class RiskStore {
  readonly #database: Database;
  readonly #tables: TableNames;

  constructor(database: Database, tables: TableNames) {
    this.#database = database;
    this.#tables = tables;
  }

  /**
   * The portfolio's positions of today (UTC), by symbol; empty when there are none.
   *
   * The merge of the blueprint writes today's partition anew on every run, so that partition is what is held now.
   */
  async readPositions(portfolioId: string, now: Date, signal: AbortSignal): Promise<readonly StoredPosition[]> {
    const statement = `
      SELECT symbol, quantity, price
      FROM \`${this.#tables.positions}\`
      WHERE portfolio_id = @portfolio_id AND timestamp >= @day_start
      ORDER BY symbol, position_id
      LIMIT 10001`;
    const dayStart = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
    const rows = await this.#database.query(statement, { portfolio_id: portfolioId, day_start: dayStart }, signal);
    return rows.map((row) => ({
      symbol: String(row['symbol']),
      quantity: Number(row['quantity']),
      price: Number(row['price']),
    }));
  }

  /**
   * Appends the results of a calculation, one row for each metric. The same run appended again adds nothing.
   *
   * @throws RangeError for a value the column cannot hold; nothing is written then
   */
  async append(results: MetricSet, signal: AbortSignal): Promise<void> {
    const calculatedAt = results.calculatedAt.toISOString();
    const rows = results.metrics.map((metric) => {
      const id = `${results.runId}.${metric.type}`;
      return {
        id,
        cells: {
          metric_id: id,
          portfolio_id: results.portfolioId,
          trader_id: null,
          metric_type: metric.type,
          metric_value: toNumeric(metric.value),
          confidence_level: metric.confidence === undefined ? null : toNumeric(metric.confidence),
          time_horizon_days: metric.horizonDays ?? null,
          model_version: results.modelVersion,
          calculation_timestamp: calculatedAt,
          created_at: calculatedAt,
        },
      };
    });
    await this.#database.append(this.#tables.metrics, rows, signal);
  }

  /** The newest results of at most `limit` portfolios calculated since `since`, the last calculated first. */
  async summarise(since: Date, limit: number, signal: AbortSignal): Promise<readonly PortfolioSummary[]> {
    const newest = (type: string, name: string): string =>
      `MAX(CASE WHEN metric_type = '${type}' THEN metric_value END) AS ${name}`;
    const statement = `
      SELECT
        portfolio_id,
        ${newest('position_count', 'position_count')},
        ${newest('exposure_gross', 'gross_exposure')},
        ${newest('VaR_1D', 'var_1d')},
        ${newest('ES_1D', 'expected_shortfall_1d')},
        ${newest('risk_score', 'risk_score')},
        MAX(calculation_timestamp) AS last_calculation
      FROM (
        SELECT
          portfolio_id,
          metric_type,
          metric_value,
          calculation_timestamp,
          ROW_NUMBER() OVER (PARTITION BY portfolio_id, metric_type ORDER BY calculation_timestamp DESC, metric_id) AS age
        FROM \`${this.#tables.metrics}\`
        WHERE calculation_timestamp >= @since AND trader_id IS NULL
      ) AS metrics
      WHERE age = 1
      GROUP BY portfolio_id
      ORDER BY last_calculation DESC, portfolio_id
      LIMIT @limit`;
    const rows = await this.#database.query(statement, { since, limit }, signal);
    return rows.map((row) => ({
      portfolio_id: String(row['portfolio_id']),
      position_count: toNumber(row['position_count']),
      gross_exposure: toNumber(row['gross_exposure']),
      var_1d: toNumber(row['var_1d']),
      expected_shortfall_1d: toNumber(row['expected_shortfall_1d']),
      risk_score: toNumber(row['risk_score']),
      last_calculation: row['last_calculation'] === null ? null : String(row['last_calculation']),
    }));
  }

  /** Resolves when the database answers. */
  async ping(signal: AbortSignal): Promise<void> {
    await this.#database.query('SELECT 1 AS one', {}, signal);
  }
}

/** Decimal text with the nine digits NUMERIC keeps after the point. */
function toNumeric(value: number): string {
  if (!(Math.abs(value) < mostAmount)) throw new RangeError('a metric is too large to be stored');
  return value.toFixed(9);
}

function toNumber(cell: Cell | undefined): number | null {
  return cell === null || cell === undefined ? null : Number(cell);
}
