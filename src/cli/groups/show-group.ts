import type { DeploymentGroup, DeploymentUnit } from '../../config-api/deployment-group.ts';
import { baseName } from '../../config-api/names.ts';
import type { DeploymentUnitProgress } from '../../config-api/operation.ts';
import type { GroupOutcome } from '../../submit/groups/provision-group.ts';
import type { ExitCode, Io, ParsedArguments } from '../command.ts';
import { progressLines } from '../deployments/progress-lines.ts';
import { textTable } from '../deployments/text-table.ts';

/** Columns of a list of groups. */
export const groupColumns: readonly ['group', 'state', 'provisioning', 'units', 'updated', 'detail'] = [
  'group',
  'state',
  'provisioning',
  'units',
  'updated',
  'detail',
];

/** A group as a row, with all its units for programs. */
export interface GroupRecord extends Readonly<Record<(typeof groupColumns)[number], string>> {
  readonly deploymentUnits: readonly DeploymentUnit[];
  readonly name: string;
}

/** The row of a group. */
export function groupRecord(group: DeploymentGroup): GroupRecord {
  const { name = '', state, provisioningState, deploymentUnits = [] } = group;
  return {
    group: baseName(name),
    state: state ?? '',
    provisioning: provisioningState ?? '',
    units: deploymentUnits.map(({ id }) => id ?? '').join(' '),
    updated: group.updateTime ?? '',
    detail: group.provisioningError?.message ?? group.provisioningStateDescription ?? group.stateDescription ?? '',
    deploymentUnits,
    name,
  };
}

/** Lines that say how units get on, on stderr. */
export function unitProgress(group: DeploymentGroup, io: Io): (unit: DeploymentUnitProgress) => void {
  const say = progressLines(
    (group.deploymentUnits ?? []).map(({ id }) => id ?? ''),
    io.stderr,
  );
  return ({ unitId = '', intent, state, deploymentOperationSummary, error }) => {
    const step = deploymentOperationSummary?.deploymentStep;
    const words = [state, step, intent, error?.message].filter((word) => word && !word.endsWith('_UNSPECIFIED'));
    say(unitId, words.join(' '));
  };
}

/** Writes how it ended, in the chosen format, and answers with the exit code. */
export function showOutcome(
  name: string,
  { state, isDone, failure, units }: GroupOutcome,
  options: ParsedArguments,
  io: Io,
): ExitCode {
  if (options.text('format') === 'json') {
    io.stdout.write(
      `${JSON.stringify({ formatVersion: 1, name, state: state ?? null, failure: failure ?? null, units }, undefined, 2)}\n`,
    );
    return isDone ? 0 : 3;
  }
  const rows = units.map(({ unitId, state: of, intent, error, stateDescription }) => [
    unitId ?? '',
    of ?? '',
    intent ?? '',
    error?.message ?? stateDescription ?? '',
  ]);
  io.stdout.write(textTable(['UNIT', 'STATE', 'INTENT', 'DETAIL'], rows));
  if (failure !== undefined) io.stderr.write(`${baseName(name)} failed: ${failure}\n`);
  return isDone ? 0 : 3;
}
