import type { Bindings, DecidingPart, PartialFunction, PartialProgram } from '../../cel/partial/partial-cel.ts';
import { showPath } from './show-path.ts';

const opposite: Readonly<Record<Exclude<DecidingPart['operator'], 'in'>, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** What would satisfy the constraint, where a single comparison of an attribute with a literal decides it. */
export function remedyFor(
  program: PartialProgram,
  bindings: Bindings,
  functions: readonly PartialFunction[],
): string | undefined {
  const part = program.decidingPart(bindings, functions);
  const [path] = part?.paths ?? [];
  if (part === undefined || path === undefined || path.length === 0) return undefined;
  return `change \`${showPath(path)}\` so that \`${wantedPart(part)}\``;
}

/** The comparison that has to hold in the place of the one that does not, or the other way round. */
function wantedPart({ field, operator, literal, holds }: DecidingPart): string {
  if (operator === 'in') return holds ? `!(${field} in ${literal})` : `${field} in ${literal}`;
  const wanted = holds ? opposite[operator] : operator;
  if (wanted === '!=' && (literal === 'true' || literal === 'false')) return `${field} == ${literal === 'false'}`;
  return `${field} ${wanted} ${literal}`;
}
