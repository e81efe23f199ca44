import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Expression } from '../../hcl/ast.ts';
import { referencesOf, staticReference } from '../../hcl/evaluate/references.ts';
import type { Step } from '../../hcl/evaluate/scope.ts';
import { unplaced } from '../config/blocks.ts';
import { type ResourceConfig, resourceKey } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';

/** Names that are no resource of the module. */
const others: ReadonlySet<string> = new Set(['var', 'local', 'module', 'path', 'terraform', 'self']);

/** Reports what in `replace_triggered_by` is something else than a resource; `each` and `count` may choose an instance. */
export function checkReplaceTriggers({ config }: ModuleNode, faults: Diagnostic[]): void {
  for (const resource of config.resources.values()) {
    for (const expression of resource.replaceTriggeredBy) {
      const wrong = referencesOf(expression).find(({ root }) => others.has(root.name));
      if (wrong === undefined) continue;
      reportAt(faults, wrong.file ?? resource.file, wrong.expression.range, {
        code: 'invalid-declaration',
        message: 'replace_triggered_by names resources of the module and their attributes only',
        hint: 'let a terraform_data hold the value, and name that',
      });
    }
  }
}

/** Reports what of `replace_triggered_by` planning refuses: resources that are not declared, and what is not the name of one. */
export function checkPlannedTriggers(
  { config }: ModuleNode,
  unused: ReadonlySet<ResourceConfig>,
  faults: Diagnostic[],
): void {
  for (const resource of config.resources.values()) {
    if (unused.has(resource)) continue;
    for (const expression of resource.replaceTriggeredBy) {
      const problem = misplacedName(expression, resource) ?? problemWith(expression, config.resources);
      const file = expression.kind === 'parenthesized' ? expression.file : undefined;
      if (problem !== undefined) reportAt(faults, file ?? resource.file, expression.range, problem);
    }
  }
}

/** `count` and `each` in an index, in a resource that has none. */
function misplacedName(
  expression: Expression,
  { count, forEach }: ResourceConfig,
): Pick<Diagnostic, 'code' | 'message'> | undefined {
  for (const { root } of referencesOf(expression)) {
    const isMisplaced = root.name === 'count' ? count === undefined : root.name === 'each' && forEach === undefined;
    const where = root.name === 'count' ? 'count' : 'for_each';
    if (isMisplaced)
      return { code: 'unknown-reference', message: `${root.name} means nothing here: only in a block with ${where}` };
  }
  return undefined;
}

function problemWith(
  written: Expression,
  resources: ReadonlyMap<string, ResourceConfig>,
): Pick<Diagnostic, 'code' | 'message'> | undefined {
  const expression = unplaced(written) ?? written;
  const reference = staticReference(expression);
  const isNamed = expression.kind === 'attribute-access' || expression.kind === 'index-access';
  if (reference === undefined || !isNamed) {
    return { code: 'invalid-declaration', message: 'the name of a resource or of its attribute is expected here' };
  }
  const { root, steps } = reference;
  if (others.has(root.name)) return undefined;
  const mode = root.name === 'data' || root.name === 'ephemeral' ? root.name : 'managed';
  const isPrefixed = mode !== 'managed' || root.name === 'resource';
  const [type, name] = isPrefixed ? [nameOf(steps[0]), nameOf(steps[1])] : [root.name, nameOf(steps[0])];
  if (resources.has(resourceKey(mode, type, name))) return undefined;
  return { code: 'unknown-reference', message: `the module declares no resource "${type}" "${name}"` };
}

function nameOf(step: Step | undefined): string {
  return String(step?.key ?? '');
}
