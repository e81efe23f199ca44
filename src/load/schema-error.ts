/** What Ajv says of one failed keyword, with `verbose` on; the part of its `ErrorObject` that is read here. */
export interface SchemaError {
  readonly keyword: string;
  /** RFC 6901 pointer of the value. */
  readonly instancePath: string;
  /** Where the keyword stands in the schema: `#/properties/a/type`. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Value of the keyword. */
  readonly schema?: unknown;
  /** The schema that holds the keyword. */
  readonly parentSchema?: Readonly<Record<string, unknown>> | undefined;
  /** The value that failed. */
  readonly data?: unknown;
  /** Set when a map's key was checked instead of a value. */
  readonly propertyName?: string;
}
