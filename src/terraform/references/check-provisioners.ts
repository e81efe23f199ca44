import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Block, Body } from '../../hcl/ast.ts';
import { argumentOf, blocksOf, unplaced } from '../config/blocks.ts';
import { type BodyReference, referencesInBody } from '../config/module-references.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';

/** Arguments of the provisioners that Terraform brings along. */
const provisioners: Readonly<
  Record<string, { readonly required: readonly string[]; readonly other: readonly string[] }>
> = {
  'local-exec': { required: ['command'], other: ['interpreter', 'working_dir', 'environment', 'quiet'] },
  'remote-exec': { required: [], other: ['inline', 'script', 'scripts'] },
  file: { required: ['destination'], other: ['source', 'content'] },
};

/** Provisioners that version 0.15 removed. */
const removed: ReadonlySet<string> = new Set(['chef', 'habitat', 'puppet', 'salt-masterless']);

/** Arguments that every provisioner has. */
const common: ReadonlySet<string> = new Set(['when', 'on_failure']);

/**
 * Reports provisioners that are no more, arguments that they do not have or need, and what those that run at destruction may not name:
 * by then there is nothing but the resource itself.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax
 */
export function checkProvisioners({ config }: ModuleNode, faults: Diagnostic[]): void {
  for (const { file: inherited, block } of config.resources.values()) {
    const written = blocksOf(block.body, 'provisioner');
    for (const provisioner of written) checkArguments(provisioner, provisioner.file ?? inherited, faults);
    const atDestruction = written.filter(({ body }) => isAtDestruction(body));
    if (atDestruction.length === 0) continue;
    for (const each of [...atDestruction, ...blocksOf(block.body, 'connection')]) {
      checkReferences(each, each.file ?? inherited, faults);
    }
  }
}

function checkArguments(block: Block, file: string, faults: Diagnostic[]): void {
  const [label] = block.labels;
  if (label === undefined) return;
  if (removed.has(label.text)) {
    reportAt(faults, file, label.range, {
      code: 'invalid-declaration',
      message: `the provisioner "${label.text}" was removed from Terraform`,
    });
    return;
  }
  const known = Object.hasOwn(provisioners, label.text) ? provisioners[label.text] : undefined;
  if (known === undefined) return;
  const names = new Set([...known.required, ...known.other, ...common]);
  for (const item of block.body.items) {
    if (item.kind === 'block' || names.has(item.name)) continue;
    const message = `there is no argument "${item.name}" here`;
    reportAt(faults, item.file ?? file, item.nameRange, {
      code: 'unsupported-argument',
      message,
      args: { name: item.name },
    });
  }
  for (const name of known.required) {
    if (argumentOf(block.body, name) !== undefined) continue;
    const message = `the argument "${name}" is required in this provisioner`;
    reportAt(faults, file, block.headerRange, { code: 'missing-argument', message, args: { name } });
  }
}

function isAtDestruction(body: Body): boolean {
  const when = unplaced(argumentOf(body, 'when')?.value);
  return when?.kind === 'reference' && when.name === 'destroy';
}

function checkReferences({ type, body }: Block, file: string, faults: Diagnostic[]): void {
  const items = body.items.filter((item) => item.kind === 'block' || !common.has(item.name));
  for (const reference of referencesInBody({ ...body, items })) {
    if (isOfResource(reference)) continue;
    reportAt(faults, reference.file ?? file, reference.expression.range, {
      code: 'unknown-reference',
      message: `a ${type} at destruction can name self, count.index and each.key only`,
      hint: 'keep the value in the resource, in triggers_replace or input of a terraform_data, and read it by self',
    });
  }
}

function isOfResource({ root, steps }: BodyReference): boolean {
  const first = steps[0]?.key;
  if (root.name === 'count') return first === 'index';
  if (root.name === 'each') return first === 'key';
  return root.name === 'self' || root.name === 'path' || root.name === 'terraform';
}
