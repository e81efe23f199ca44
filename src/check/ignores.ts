import { diagnosticCodes } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { IgnoreComment } from '../load/document.ts';

/** A file's ignore comments. */
export interface FileIgnores {
  readonly file: string;
  readonly comments: readonly IgnoreComment[];
  /** Whether all that could be reported in this file was looked for, so that an unused comment is known to be one. */
  readonly isFullyChecked: boolean;
}

/** What ignoring left over. */
export interface IgnoreResult {
  /** Without the ignored ones, with the faults of the comments themselves. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ignored: number;
}

/**
 * Leaves out the diagnostics that a comment on their line ignores. Those for which `isEssential` holds stay: they left a document
 * or an environment out of the checks. Comments without a reason or with an unknown code ignore nothing.
 */
export function applyIgnores(
  diagnostics: readonly Diagnostic[],
  files: readonly FileIgnores[],
  isEssential: (diagnostic: Diagnostic) => boolean,
): IgnoreResult {
  const used = new Set<IgnoreComment>();
  const byFile = new Map(files.map((entry) => [entry.file, entry.comments]));
  const left = diagnostics.filter((diagnostic) => {
    const comment = byFile.get(diagnostic.location?.file ?? '')?.find((candidate) => speaksOf(candidate, diagnostic));
    if (comment === undefined) return true;
    used.add(comment);
    return isEssential(diagnostic);
  });
  const faults = files.flatMap((entry) => entry.comments.flatMap((comment) => commentFaults(entry, comment, used)));
  return { diagnostics: [...left, ...faults], ignored: diagnostics.length - left.length };
}

function speaksOf({ code, reason, line }: IgnoreComment, diagnostic: Diagnostic): boolean {
  const start = diagnostic.location?.range?.start;
  return code === diagnostic.code && reason !== '' && start !== undefined && start >= line.start && start <= line.end;
}

function commentFaults(
  { file, isFullyChecked }: FileIgnores,
  comment: IgnoreComment,
  used: ReadonlySet<IgnoreComment>,
): Diagnostic[] {
  const location = { file, range: comment.range };
  if (!diagnosticCodes.some((code) => code === comment.code)) return [{ ...unknownRuleFault(comment.code), location }];
  if (comment.reason === '') {
    return [
      {
        code: 'ignore-without-reason',
        severity: 'error',
        message: `the comment does not say why \`${comment.code}\` is ignored`,
        location,
        hint: `write the reason after the code: \`imprint:ignore ${comment.code} <reason>\``,
        args: { code: comment.code },
      },
    ];
  }
  if (used.has(comment) || !isFullyChecked) return [];
  return [
    {
      code: 'ignore-unused',
      severity: 'warning',
      message: `there is no \`${comment.code}\` to ignore here`,
      location,
      hint: 'remove the comment',
      args: { code: comment.code },
    },
  ];
}

/** The diagnostic of a code that no rule has, without its place. */
export function unknownRuleFault(code: string): Diagnostic {
  const near = suggest(code, diagnosticCodes);
  return {
    code: 'unknown-rule',
    severity: 'error',
    message: code === '' ? 'the comment names no rule' : `there is no rule \`${code}\``,
    hint: near === undefined ? 'run `imprint explain` for the list of rules' : `did you mean \`${near}\`?`,
    args: { code },
  };
}
