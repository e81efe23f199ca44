/** A piece of a text: UTF-16 offsets from 0, `end` exclusive. Lines and columns are the reporters' business. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place in a document. */
export interface Location {
  /** Path relative to the workspace (or working directory), with `/`. */
  readonly file: string;
  /** RFC 6901 pointer to the value inside a YAML or JSON document; absent where there is none. */
  readonly pointer?: string;
  /** The text meant; absent means the file as a whole. */
  readonly range?: Range;
}
