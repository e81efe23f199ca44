import { realClock } from '../../config-api/real-clock.ts';
import type { DoctorContext, Patient, Verdict } from '../../submit/doctor/check.ts';
import { checks } from '../../submit/doctor/checks.ts';
import { googleCalls } from '../../submit/doctor/google-calls.ts';
import { type Checkup, runChecks } from '../../submit/doctor/run-checks.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressDeployments, addressOptions } from '../deployments/address-deployments.ts';
import { allOption, checkAll } from '../deployments/all-option.ts';
import { formatOption } from '../deployments/records.ts';
import { openTarget, type Target, targetOptions } from '../deployments/target.ts';

/** `imprint doctor`: why a deploy would fail before it gets to Terraform. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'Check what deploys need of Google Cloud, changing nothing, and show the command that puts each right',
  arguments: '[ENV…]',
  options: [...addressOptions, ...targetOptions, allOption, formatOption],
  examples: [
    { command: 'imprint doctor prod', what: 'credentials, project, APIs, roles, region, Terraform version' },
    { command: 'imprint doctor --all --format json', what: 'every environment, for a program' },
  ],
  run,
};

/** One place that several environments may have in common, and what was found there. */
interface Report {
  readonly environments: readonly string[];
  readonly patient: Patient;
  readonly checkups: readonly Checkup[];
}

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkAll(doctor, options);
  const { deployments, exitCode } = await addressDeployments(options, io);
  const target = await openTarget(options, io);
  const wanted = checks.filter(({ onEmulator }) => onEmulator || target.billable);
  const context = doctorContext(target);
  const reports: Report[] = [];
  for (const [environments, patient] of patientsOf(deployments))
    reports.push({ environments, patient, checkups: await runChecks(wanted, patient, context) });
  io.stdout.write(options.text('format') === 'json' ? asJson(reports) : reports.map(asText).join('\n'));
  const isBad = reports.some(({ checkups }) => checkups.some(({ verdict }) => verdict === 'bad'));
  return isBad ? 1 : exitCode;
}

function doctorContext({ api, objects, rest, urls }: Target): DoctorContext {
  return { google: googleCalls(rest), api, objects, rest, configUrl: urls.config, clock: realClock };
}

/** Environments that need the same are looked at once, in the order of the first of them. */
function patientsOf(deployments: readonly AddressedDeployment[]): readonly (readonly [readonly string[], Patient])[] {
  const groups = new Map<string, { environments: string[]; patient: Patient }>();
  for (const { environment, project, location, serviceAccount, terraformVersion } of deployments) {
    const patient: Patient = {
      project,
      location,
      ...(serviceAccount !== undefined && { serviceAccount }),
      ...(terraformVersion !== undefined && { tfVersionConstraint: `=${terraformVersion}` }),
    };
    const key = JSON.stringify(patient);
    const group = groups.get(key) ?? { environments: [], patient };
    group.environments.push(environment);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ environments, patient }) => [environments, patient] as const);
}

function asJson(reports: readonly Report[]): string {
  const all = reports.flatMap(({ checkups }) => checkups);
  const count = (verdict: Verdict): number => all.filter((checkup) => checkup.verdict === verdict).length;
  const summary = { ok: count('ok'), warnings: count('warning'), bad: count('bad'), unknown: count('unknown') };
  return `${JSON.stringify({ formatVersion: 1, summary, reports }, undefined, 2)}\n`;
}

function asText({ environments, patient, checkups }: Report): string {
  const width = Math.max(...checkups.map(({ what }) => what.length));
  const lines = checkups.flatMap(({ verdict, what, detail, fix }) => [
    `  ${verdict.padEnd('warning'.length)}  ${what.padEnd(width)}  ${detail.replaceAll('\n', ' ')}`,
    ...(fix === undefined ? [] : [`           ${' '.repeat(width)}  -> ${fix}`]),
  ]);
  return `${environments.join(', ')}: ${patient.project} in ${patient.location}\n${lines.join('\n')}\n`;
}
