import type { Value } from '../../hcl/value.ts';
import type { ChangeAction, OutputChange, Plan, ResourceChange } from './plan-model.ts';
import { secretTexts } from './secret-texts.ts';
import { bodyLines } from './text-body.ts';
import { changeLines } from './text-changes.ts';
import { isUnchanged, type LineContext, label } from './text-lines.ts';

/** How many instances are added, changed and so on; a replacement adds one and destroys one. What is imported is there already. */
export interface PlanSummary {
  readonly imported: number;
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
  readonly forgotten: number;
}

/** Counts what a plan would do. */
export function summarizePlan({ changes }: Plan): PlanSummary {
  const count = (action: ChangeAction): number => changes.filter(({ actions }) => actions.includes(action)).length;
  return {
    imported: changes.filter(({ importId }) => importId !== undefined).length,
    added: count('create') - changes.filter(isImportOnly).length,
    changed: count('update'),
    destroyed: count('delete'),
    forgotten: count('forget'),
  };
}

/** Whether an instance is brought into the state; whether anything of it is changed then, nobody knows offline. */
function isImportOnly({ actions, importId }: ResourceChange): boolean {
  return importId !== undefined && actions.join() === 'create';
}

/** The plan as `terraform plan` prints it, for people. Sensitive values are hidden, wherever they show up. Ends with a line break. */
export function planText(plan: Plan): string {
  const context: LineContext = { secrets: secretTexts(plan) };
  const shown = plan.changes.filter((change) => isShown(change));
  const outputs = plan.outputs.filter(({ action }) => action !== 'no-op');
  const blocks = shown.map((change) => changeText(change, context));
  if (outputs.length > 0) blocks.push(outputsText(outputs, context));
  if (blocks.length === 0) return 'No changes: the state has all that the module declares.\n';
  const summary = shown.length === 0 ? [] : [summaryText(summarizePlan(plan))];
  const last = outputs.length > 0 ? blocks.splice(-1) : [];
  return `${[...blocks, ...summary, ...last].join('\n\n')}\n`;
}

function isShown({ actions, previousAddress }: ResourceChange): boolean {
  return !actions.includes('no-op') || previousAddress !== undefined;
}

function summaryText({ imported, added, changed, destroyed, forgotten }: PlanSummary): string {
  const importing = imported === 0 ? '' : `${imported} to import, `;
  const forgetting = forgotten === 0 ? '' : ` ${forgotten} to forget.`;
  return `Plan: ${importing}${added} to add, ${changed} to change, ${destroyed} to destroy.${forgetting}`;
}

function changeText(change: ResourceChange, context: LineContext): string {
  const { mode, type, name, before, after, facts, replacePaths = [] } = change;
  const forcing = new Set(replacePaths.map((path) => path.join('/')));
  const body = bodyLines(1, facts ?? {}, before, after, '', { ...context, forcing });
  const kind = mode === 'data' ? 'data' : 'resource';
  return [
    ...headings(change).map((text) => `  # ${text}`),
    `${signOf(change)} ${kind} "${type}" "${name}" {`,
    ...body,
    '    }',
  ].join('\n');
}

function signOf({ actions }: ResourceChange): string {
  switch (actions.join('/')) {
    case 'create':
      return '  +';
    case 'update':
      return '  ~';
    case 'delete':
      return '  -';
    case 'delete/create':
      return '-/+';
    case 'create/delete':
      return '+/-';
    case 'read':
      return ' <=';
    case 'forget':
      return '  .';
    default:
      return '   ';
  }
}

function headings(change: ResourceChange): readonly string[] {
  const { address, previousAddress, reason, importId } = change;
  const lines = [`${address} ${whatHappens(change)}`];
  const because = reasonText(change, reason);
  if (because !== undefined) lines.push(`(${because})`);
  if (previousAddress !== undefined) lines.push(`(moved from ${previousAddress})`);
  if (importId !== undefined)
    lines.push(`(imported from "${importId}"; what is there, and whether it is changed, is not known offline)`);
  return lines;
}

function whatHappens(change: ResourceChange): string {
  const { actions, reason } = change;
  if (isImportOnly(change)) return 'will be imported';
  if (actions.length > 1) {
    if (reason === 'replace_because_tainted') return 'is tainted, so must be replaced';
    return reason === 'replace_by_triggers'
      ? 'will be replaced due to changes in replace_triggered_by'
      : 'must be replaced';
  }
  switch (actions[0]) {
    case 'create':
      return 'will be created';
    case 'update':
      return 'will be updated in-place';
    case 'delete':
      return 'will be destroyed';
    case 'read':
      return 'will be read during apply';
    case 'forget':
      return 'will no longer be managed by Terraform, but will not be destroyed';
    default:
      return 'stays as it is';
  }
}

function reasonText({ type, name, key, module }: ResourceChange, reason: string | undefined): string | undefined {
  const shownKey = `[${JSON.stringify(key ?? '')}]`;
  switch (reason) {
    case 'read_because_config_unknown':
      return 'config refers to values not yet known';
    case 'delete_because_no_resource_config':
      return `because ${type}.${name} is not in configuration`;
    case 'delete_because_no_module':
      return `because ${module} is not in configuration`;
    case 'delete_because_wrong_repetition':
      return key === undefined
        ? 'because the resource uses count or for_each'
        : `because the resource has no ${shownKey}`;
    case 'delete_because_count_index':
      return `because index ${shownKey} is out of range for count`;
    case 'delete_because_each_key':
      return `because key ${shownKey} is not in for_each map`;
    default:
      return undefined;
  }
}

function outputsText(outputs: readonly OutputChange[], context: LineContext): string {
  const width = Math.max(...outputs.map(({ name }) => name.length));
  const lines = outputs.flatMap(({ name, before, after, sensitive }) => {
    const hide = (value: Value | undefined): Value | undefined =>
      value && (sensitive ? { ...value, sensitive } : value);
    const isSame = isUnchanged(before, after);
    return isSame ? [] : changeLines(0, label(name, width), hide(before), hide(after), '', context);
  });
  return ['Changes to Outputs:', ...lines].join('\n');
}
