import type { Change, RecordedPlan, ResourceChange } from './recording.ts';

interface PlanChange {
  readonly actions: readonly string[];
  readonly after?: unknown;
  readonly after_unknown: unknown;
  readonly after_sensitive: unknown;
  readonly replace_paths?: unknown;
  readonly importing?: unknown;
}

/** What is read of the output of `terraform show -json`. */
interface PlanFile {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly action_reason?: string;
    readonly change: PlanChange;
  }[];
  readonly output_changes?: Readonly<Record<string, PlanChange>>;
}

/** The changes in a plan as `terraform show -json` prints it. */
export function readChanges(json: string): Required<Pick<RecordedPlan, 'resources' | 'outputs'>> {
  // The shape is that of Terraform's documented output.
  const { resource_changes = [], output_changes = {} } = parseExact(json) as PlanFile;
  const resources = resource_changes.map((each): [string, ResourceChange] => [
    each.address,
    {
      ...changeOf(each.change),
      ...(each.action_reason !== undefined && { reason: each.action_reason }),
      ...(each.change.replace_paths !== undefined && { replacePaths: each.change.replace_paths }),
      ...(each.previous_address !== undefined && { previousAddress: each.previous_address }),
      ...(each.change.importing !== undefined && { importing: each.change.importing }),
    },
  ]);
  const outputs = Object.entries(output_changes).map(([name, change]): [string, Change] => [name, changeOf(change)]);
  return { resources: Object.fromEntries(resources), outputs: Object.fromEntries(outputs) };
}

function changeOf({ actions, after, after_unknown, after_sensitive }: PlanChange): Change {
  return { actions, ...(after !== undefined && { after }), unknown: after_unknown, sensitive: after_sensitive };
}

/** Parses JSON with integers that a JavaScript number does not hold as text. */
export function parseExact(json: string): unknown {
  const exact = json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || !/^-?\d+$/.test(token) || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
  return JSON.parse(exact);
}
