import { RE2JS } from 're2js';
import { isDecidable } from '../regex/decide-match.ts';
import { compilePattern } from '../regex/pattern.ts';

/**
 * Patterns of blueprints run as RE2 does, on which the `validation` blocks made of them run in Terraform: matching takes linear time
 * whatever the pattern is. Most are decided without the package, which is made for more. Ajv asks for engines in this form.
 */
export const re2Engine: {
  (pattern: string, flags: string): { test(value: string): boolean; toString(): string };
  code: string;
} = Object.assign(
  (pattern: string) => {
    const decided = isDecidable(pattern) ? compilePattern(pattern) : undefined;
    return { test: decided?.test ?? testOf(RE2JS.compile(pattern)), toString: () => `re2/${pattern}/` };
  },
  { code: 're2Engine' },
);

function testOf(compiled: RE2JS): (value: string) => boolean {
  return (value) => compiled.matcher(value).find();
}

/** Why a pattern cannot be used: it must compile both as RE2 (here and in Terraform) and as ECMAScript (in editors). Undefined when it can. */
export function patternFault(pattern: string): string | undefined {
  try {
    if (!isDecidable(pattern)) RE2JS.compile(pattern);
  } catch (error) {
    return /\(\?[=!<]/.test(pattern) || /\\[1-9]/.test(pattern)
      ? 'look-around and back-references are not part of RE2, on which Terraform runs'
      : lowerFirst(error);
  }
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return lowerFirst(error);
  }
  return undefined;
}

function lowerFirst(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const reason = text
    .replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
    .replace(/^error parsing regexp: /, '');
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}
