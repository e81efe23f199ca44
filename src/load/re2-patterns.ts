import { RE2JS } from 're2js';

/**
 * Patterns of blueprints run on RE2, as the `validation` blocks made of them do in Terraform: matching takes linear time
 * whatever the pattern is. Ajv asks for engines in this form.
 */
export const re2Engine: {
  (pattern: string, flags: string): { test(value: string): boolean; toString(): string };
  code: string;
} = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (value: string) => compiled.matcher(value).find(), toString: () => `re2/${pattern}/` };
  },
  { code: 're2Engine' },
);

/** Why a pattern cannot be used: it must compile both as RE2 (here and in Terraform) and as ECMAScript (in editors). Undefined when it can. */
export function patternFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
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
