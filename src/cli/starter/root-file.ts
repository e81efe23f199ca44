import type { Range } from '../../diagnostics/range.ts';
import type { Block, Body } from '../../hcl/ast.ts';
import { referencesOf } from '../../hcl/evaluate/references.ts';
import type { TextEdit } from '../../hcl/format/edits.ts';
import { blocksOf } from '../../terraform/config/blocks.ts';
import type { ModuleConfig } from '../../terraform/config/module-config.ts';
import { isGeneratedProvider } from './provider-requirements.ts';

/** What goes out of a file of the root module, and what changes in what stays. */
export interface RootChanges {
  readonly cuts: readonly Range[];
  readonly edits: readonly TextEdit[];
  /** What went without a counterpart in the blueprint: `backend "gcs"`. */
  readonly dropped: readonly string[];
}

/**
 * Finds the blocks that imprint makes itself: variables, versions, Google providers (where `keepsProviders` is false), and backends, which
 * Infrastructure Manager has its own of. Variables that were sets are lists in a blueprint, so their uses become `toset(…)`.
 */
export function changesOfRootFile(body: Body, config: ModuleConfig, keepsProviders: boolean): RootChanges {
  const cuts: Range[] = [];
  const dropped: string[] = [];
  for (const item of body.items) {
    if (item.kind !== 'block') continue;
    if (item.type === 'variable') cuts.push(item.range);
    if (item.type === 'terraform') cutSettings(item, cuts, dropped);
    if (item.type === 'provider' && !keepsProviders && isGeneratedProvider(item, config)) cuts.push(item.range);
  }
  return { cuts, edits: setEdits(body, config), dropped };
}

function cutSettings(settings: Block, cuts: Range[], dropped: string[]): void {
  const own = settings.body.items.filter((item) => {
    if (item.kind === 'attribute') return item.name === 'required_version';
    return ['backend', 'cloud', 'required_providers'].includes(item.type);
  });
  for (const type of ['backend', 'cloud']) {
    dropped.push(
      ...blocksOf(settings.body, type).map(({ labels }) => [type, ...labels.map(({ text }) => `"${text}"`)].join(' ')),
    );
  }
  if (own.length === settings.body.items.length) cuts.push(settings.range);
  else cuts.push(...own.map(({ range }) => range));
}

function setEdits(body: Body, config: ModuleConfig): TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const item of body.items) {
    if (item.kind === 'attribute' || item.type === 'variable' || item.type === 'terraform') continue;
    for (const edit of editsIn(item.body, config)) edits.set(edit.range.start, edit);
  }
  return [...edits.values()];
}

function editsIn(body: Body, config: ModuleConfig): TextEdit[] {
  return body.items.flatMap((item) => {
    if (item.kind === 'block') return editsIn(item.body, config);
    return referencesOf(item.value).flatMap(({ root, steps }): TextEdit[] => {
      const [step] = steps;
      if (root.name !== 'var' || step === undefined) return [];
      const variable = config.variables.get(String(step.key));
      if (variable?.type.kind !== 'set') return [];
      const range = { start: root.range.start, end: step.range.end };
      return [{ range, text: `toset(var.${variable.name})` }];
    });
  });
}
