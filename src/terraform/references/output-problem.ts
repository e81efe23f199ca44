import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Reference } from '../../hcl/evaluate/scope.ts';
import type { ModuleNode } from '../config/module-tree.ts';

/** Why a reference names no output of a module. */
export interface OutputProblem {
  readonly message: string;
  readonly hint?: string;
  readonly range: Range;
}

/** What is wrong with a reference to a module call, `module.name…`; undefined also where the module is not known. */
export function outputProblem({ root, steps }: Reference, node: ModuleNode): OutputProblem | undefined {
  const [first, second] = steps;
  const name = String(first?.key);
  const call = node.config.modules.get(name);
  const outputs = node.children.get(name)?.config.outputs;
  if (outputs === undefined) return undefined;
  if (second?.kind === 'attribute' && (call?.count !== undefined || call?.forEach !== undefined)) {
    const [argument, key] = call.count === undefined ? ['for_each', '["…"]'] : ['count', '[0]'];
    return {
      message: `"${name}" has ${argument}, so outputs are those of one of its instances`,
      hint: `name an instance as in module.${name}${key}, or all of them by [*]`,
      range: second.range,
    };
  }
  const at = steps.findIndex((step, index) => index > 0 && step.kind === 'attribute');
  const step = steps[at];
  // An attribute after something else than an instance key is read from an output.
  if (step === undefined || at > 2 || outputs.has(String(step.key))) return undefined;
  const near = suggest(String(step.key), outputs.keys());
  return {
    message: `the module "${name}" has no output "${step.key}"`,
    range: { start: root.range.start, end: step.range.end },
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}
