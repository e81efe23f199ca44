declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  import type { RawProgram } from './handlebars-ast.ts';

  export const parser: {
    parseError: (message: string, facts: { token: string | null; expected?: string[] }) => never;
    lexer: { yylloc: { first_line: number; first_column: number; last_line: number; last_column: number } };
  };
  export function parseWithoutProcessing(text: string): RawProgram;
}
