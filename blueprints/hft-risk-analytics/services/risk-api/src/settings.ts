/** How the service runs; read once, at its start. */
export interface Settings {
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Project of the tables and of traces; undefined on a machine outside of Google Cloud. */
  readonly project: string | undefined;
  readonly dataset: string;
  readonly positionsTable: string;
  readonly metricsTable: string;
  /** Where the inference server is; undefined: there is none, and no Monte Carlo. */
  readonly inferenceUrl: string | undefined;
  /** A request that takes longer is answered 504. */
  readonly requestTimeoutMs: number;
  /** Bodies above it are answered 413. */
  readonly bodyLimitBytes: number;
  /** Requests that are still running this long after SIGTERM are cut off; Cloud Run kills after 10 s. */
  readonly drainTimeoutMs: number;
  /** Annual volatility of a symbol nobody gave one for; every use is a warning in the answer. */
  readonly defaultVolatility: number;
  /** Correlation of two symbols nobody gave one for; from 0 to 1, every use is a warning in the answer. */
  readonly defaultCorrelation: number;
  /** Share of gross whose loss on a very bad day is a score of 1. */
  readonly allowedLossShare: number;
  /** Least severity that is logged. */
  readonly logLevel: string;
}

/** The environment does not say what it has to, or says it wrong. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'];

/**
 * Reads the settings from environment variables; the README lists them with their defaults.
 *
 * @throws SettingsError naming the variable
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const number = (name: string, fallback: number, least: number, most: number): number => {
    const given = text(name);
    const value = given === undefined ? fallback : Number(given);
    if (!(value >= least && value <= most))
      throw new SettingsError(`${name} has to be a number from ${least} to ${most}`);
    return value;
  };
  const identifier = (name: string, fallback: string): string => {
    const value = text(name) ?? fallback;
    if (!/^[A-Za-z0-9_]{1,1024}$/.test(value))
      throw new SettingsError(`${name} has to consist of letters, digits and underscores`);
    return value;
  };
  const logLevel = text('LOG_LEVEL') ?? 'info';
  if (!logLevels.includes(logLevel)) throw new SettingsError(`LOG_LEVEL has to be one of ${logLevels.join(', ')}`);
  return {
    port: number('PORT', 8080, 0, 65_535),
    host: text('HOST') ?? '0.0.0.0',
    project: readProject(text('GOOGLE_CLOUD_PROJECT')),
    dataset: identifier('TRADING_DATASET', 'trading_analytics'),
    positionsTable: identifier('POSITIONS_TABLE', 'trading_positions'),
    metricsTable: identifier('METRICS_TABLE', 'risk_metrics'),
    inferenceUrl: readUrl(text('INFERENCE_URL')),
    requestTimeoutMs: number('REQUEST_TIMEOUT_MS', 10_000, 100, 300_000),
    bodyLimitBytes: number('BODY_LIMIT_BYTES', 1_048_576, 1024, 33_554_432),
    drainTimeoutMs: number('DRAIN_TIMEOUT_MS', 8000, 0, 600_000),
    defaultVolatility: number('DEFAULT_VOLATILITY', 0.3, 0, 5),
    defaultCorrelation: number('DEFAULT_CORRELATION', 0.5, 0, 1),
    allowedLossShare: number('ALLOWED_LOSS_SHARE', 0.1, 0.0001, 1),
    logLevel,
  };
}

function readProject(value: string | undefined): string | undefined {
  if (value !== undefined && !/^[a-z0-9:.-]{4,63}$/.test(value))
    throw new SettingsError('GOOGLE_CLOUD_PROJECT has to be a project id');
  return value;
}

function readUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new SettingsError('INFERENCE_URL has to be an http or https address');
  }
  return value.replace(/\/+$/, '');
}
