import type { RuleText } from './rule.ts';

/** Heading that starts the page of a rule in `docs/checks.md`. */
export function pageHeading(code: string): string {
  return `### ${code}`;
}

/** The page of a rule out of the text of `docs/checks.md`; undefined when it has none. */
export function findPage(document: string, code: string): string | undefined {
  const lines = document.split('\n');
  const start = lines.indexOf(pageHeading(code));
  if (start < 0) return undefined;
  // Examples hold comments that look like other headings.
  const length = lines.slice(start + 1).findIndex((line) => /^### [a-z0-9-]+$/.test(line));
  const page = length < 0 ? lines.slice(start) : lines.slice(start, start + 1 + length);
  return `${page.join('\n').trim()}\n`;
}

/** What is known of a rule without examples. */
export function shortPage({ code, severity, summary, why, source }: RuleText): string {
  return `${pageHeading(code)}\n\n${summary} (${severity}).\n\n${why}\n\nSource: ${source}\n`;
}
