/** What a symbol, sector or portfolio may be called. */
const symbol = { type: 'string', pattern: '^[A-Z0-9._:-]{1,32}$' } as const;
const volatility = { type: 'number', minimum: 0, maximum: 5 } as const;
const rate = { type: 'number', minimum: -1, maximum: 1 } as const;

const option = {
  type: 'object',
  additionalProperties: false,
  required: ['underlying', 'spot', 'type', 'strike', 'expiry', 'implied_vol'],
  properties: {
    underlying: symbol,
    spot: { type: 'number', exclusiveMinimum: 0, maximum: 1e7 },
    type: { type: 'string', enum: ['call', 'put'] },
    style: { type: 'string', enum: ['european'] },
    strike: { type: 'number', exclusiveMinimum: 0, maximum: 1e7 },
    expiry: { type: 'string', format: 'date-time' },
    implied_vol: volatility,
    rate,
    dividend_yield: rate,
  },
} as const;

const position = {
  type: 'object',
  additionalProperties: false,
  required: ['symbol', 'quantity', 'price'],
  properties: {
    symbol,
    quantity: { type: 'number', minimum: -1e9, maximum: 1e9, not: { const: 0 } },
    price: { type: 'number', minimum: 0, maximum: 1e7 },
    multiplier: { type: 'number', exclusiveMinimum: 0, maximum: 1e6 },
    fx_rate: { type: 'number', exclusiveMinimum: 0, maximum: 1e6 },
    volatility,
    beta: { type: 'number', minimum: -100, maximum: 100 },
    sector: { type: 'string', minLength: 1, maxLength: 64 },
    option,
  },
} as const;

const correlation = {
  type: 'object',
  additionalProperties: false,
  required: ['first', 'second', 'correlation'],
  properties: { first: symbol, second: symbol, correlation: { type: 'number', minimum: -1, maximum: 1 } },
} as const;

const marketData = {
  type: 'object',
  additionalProperties: false,
  properties: {
    as_of: { type: 'string', format: 'date-time' },
    default_correlation: { type: 'number', minimum: 0, maximum: 1 },
    correlations: { type: 'array', maxItems: 5000, items: correlation },
    returns: {
      type: 'object',
      maxProperties: 500,
      propertyNames: { type: 'string', pattern: symbol.pattern },
      additionalProperties: {
        type: 'array',
        minItems: 2,
        maxItems: 2000,
        items: { type: 'number', minimum: -1, maximum: 100 },
      },
    },
  },
} as const;

/** JSON Schema of the body of `POST /calculate-risk`. What it cannot say is checked by `readRequest`. */
export const riskRequestSchema: Readonly<Record<string, unknown>> = {
  type: 'object',
  additionalProperties: false,
  required: ['portfolio_id'],
  properties: {
    portfolio_id: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,64}$' },
    as_of: { type: 'string', format: 'date-time' },
    base_currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    nav: { type: 'number', exclusiveMinimum: 0, maximum: 1e15 },
    confidence: { type: 'number', enum: [0.95, 0.975, 0.99] },
    horizon_days: { type: 'integer', enum: [1, 10] },
    methods: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', enum: ['parametric', 'historical', 'monte_carlo'] },
    },
    paths: { type: 'integer', minimum: 1000, maximum: 1_000_000 },
    seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
    positions: { type: 'array', minItems: 1, maxItems: 10_000, items: position },
    market_data: marketData,
  },
};

/** A body that fits `riskRequestSchema`; absent members take the defaults the README lists. */
export interface RiskRequest {
  readonly portfolio_id: string;
  readonly as_of?: string;
  readonly base_currency?: string;
  readonly nav?: number;
  readonly confidence?: number;
  readonly horizon_days?: number;
  readonly methods?: readonly Method[];
  readonly paths?: number;
  readonly seed?: number;
  /** Absent: the positions stored for the portfolio. */
  readonly positions?: readonly RequestPosition[];
  readonly market_data?: RequestMarketData;
}

/** How value at risk is found. */
export type Method = 'parametric' | 'historical' | 'monte_carlo';

/** A position as callers write it. */
export interface RequestPosition {
  readonly symbol: string;
  readonly quantity: number;
  readonly price: number;
  readonly multiplier?: number;
  readonly fx_rate?: number;
  readonly volatility?: number;
  readonly beta?: number;
  readonly sector?: string;
  readonly option?: {
    readonly underlying: string;
    readonly spot: number;
    readonly type: 'call' | 'put';
    readonly strike: number;
    readonly expiry: string;
    readonly implied_vol: number;
    readonly rate?: number;
    readonly dividend_yield?: number;
  };
}

/** What the caller knows of the market. */
export interface RequestMarketData {
  readonly as_of?: string;
  readonly default_correlation?: number;
  readonly correlations?: readonly { readonly first: string; readonly second: string; readonly correlation: number }[];
  /** Daily returns by symbol, oldest first, all of one length. */
  readonly returns?: Readonly<Record<string, readonly number[]>>;
}
