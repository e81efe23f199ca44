import { resolve } from 'node:path';
import type { FileIgnores } from '../check/ignores.ts';
import type { DeploymentSubject } from '../check/rule.ts';
import type { SettingsDocument } from '../check/settings.ts';
import { readSourceIgnores } from '../check/source-ignores.ts';
import type { Suppression } from '../check/suppress.ts';
import { ignoresOf, validateWorkspace } from '../check/validate-workspace.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UsageError } from '../errors.ts';
import { loadEngines } from '../hcl/functions/load-engines.ts';
import type { FindPlace } from '../policy/verdicts/verdict-diagnostics.ts';
import { moduleFolder } from '../render/hash.ts';
import { locate, locateOrigin } from '../render/locate.ts';
import { evaluateModule } from '../terraform/evaluate-module.ts';
import type { Evaluation } from '../terraform/evaluation.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import { readModule } from '../terraform/read-module.ts';
import type { Io, ParsedArguments } from './command.ts';
import { mayMean } from './may-mean.ts';
import { missingPolicies } from './missing-policies.ts';
import { findModuleFolders } from './module-folders.ts';
import { openWorkspace } from './open-workspace.ts';
import { providerFacts } from './shipped-facts.ts';
import { readVariables, type VariableRequest } from './variable-sources.ts';

/** A planned module that policies are held against. */
export interface PolicySubject {
  /** Folder relative to the working directory, or full name of the environment. */
  readonly name: string;
  readonly evaluation: Evaluation;
  /** `projects/id` that the environment is in; absent for plain modules. */
  readonly project?: string;
  /** Folder of policies that the environment names, absolute. */
  readonly policies?: string;
  /** Where the author finds a place of the module; files are named relative to `root` of the subjects. */
  readonly findPlace: FindPlace;
}

/** What a command line selects, planned. */
export interface PolicySubjects {
  readonly subjects: readonly PolicySubject[];
  /** Faults that keep a module, or a part of it, from being planned. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by file name as diagnostics spell it. */
  readonly sources: ReadonlyMap<string, string>;
  /** Folder the file names are relative to, absolute. */
  readonly root: string;
  readonly facts: ProviderFacts;
  /** Values given to plain modules, with their folders, absolute: policies may be made by the same ones. Absent for environments. */
  readonly given?: { readonly variables: VariableRequest; readonly folders: ReadonlySet<string> };
  readonly accepted: AcceptedFindings;
}

/** What the authors of subjects accept. */
export interface AcceptedFindings {
  /** Whether the subjects are environments; plain modules otherwise. */
  readonly areEnvironments: boolean;
  /** `imprint.yaml` with its waivers; absent for plain modules. */
  readonly settings: SettingsDocument;
  readonly ignores: readonly FileIgnores[];
  /** The day, `YYYY-MM-DD`. */
  readonly today: string;
  /** What was left out when the subjects were checked for other faults. */
  readonly before: Omit<Suppression, 'diagnostics'>;
}

/** The plain modules of `--module`, planned as `imprint plan` does. */
export async function modulesToCheck(
  patterns: readonly string[],
  terraformVersion: string,
  options: ParsedArguments,
  io: Io,
): Promise<PolicySubjects> {
  const facts = providerFacts(io.cwd);
  const given = { vars: options.texts('var'), varFiles: options.texts('var-file'), cwd: io.cwd };
  const subjects: PolicySubject[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  const folders = await findModuleFolders(patterns, io.cwd);
  for (const { shown, path } of folders) {
    const nameOf = (file: string): string => (shown === '.' ? file : `${shown}/${file}`);
    const { value: folder, diagnostics: read } = readModule(path);
    diagnostics.push(...read.map((one) => renamed(one, nameOf)));
    if (folder === undefined) continue;
    const { files } = folder;
    const variableSources = readVariables(given, path);
    const engines = await loadEngines([...files.values(), ...variableSources.map(({ text }) => text)]);
    const evaluated = evaluateModule({ ...folder, terraformVersion, engines, facts, variableSources });
    diagnostics.push(...evaluated.diagnostics.filter(isError).map((one) => renamed(one, nameOf)));
    for (const [file, text] of files) sources.set(nameOf(file), text);
    subjects.push({
      name: shown,
      evaluation: evaluated.value.evaluation,
      findPlace: (place) => {
        const { file, range } = place.kind === 'origin' ? place.origin : place;
        return { location: { file: nameOf(file), ...(range && { range }) }, related: [] };
      },
    });
  }
  const ignores = [...sources].map(([file, text]) => ({
    file,
    comments: readSourceIgnores(text),
    isFullyChecked: false,
  }));
  const before = { suppressed: { ignored: 0, waived: 0 }, waivers: [] };
  const accepted = { areEnvironments: false, settings: undefined, ignores, today: today(), before };
  const modules = { variables: given, folders: new Set(folders.map(({ path }) => path)) };
  return { subjects, diagnostics, sources, root: io.cwd, facts, given: modules, accepted };
}

/** The selected environments that come through all checks. */
export async function environmentsToCheck(
  selectors: readonly string[],
  terraformVersion: string | undefined,
  options: ParsedArguments,
  io: Io,
): Promise<PolicySubjects> {
  const open = await openWorkspace(selectors, options, io);
  const found: DeploymentSubject[] = [];
  const { diagnostics, ...before } = await open.withEngines((engines) =>
    validateWorkspace({
      ...open,
      engines,
      isEverything: selectors.length === 0,
      isAskedFor: (file) => mayMean(selectors, file),
      today: today(),
      onChecked: (subject) => found.push(subject),
      ...(terraformVersion !== undefined && { terraformVersion }),
    }),
  );
  const { root, settings } = open.workspace;
  const missing = found.map(({ environment }) => missingPolicies(environment, root));
  return {
    subjects: found.filter((_, index) => missing[index] === undefined).map((subject) => ofEnvironment(subject, root)),
    diagnostics: [...diagnostics.filter(isError), ...missing.filter((one) => one !== undefined)],
    sources: open.sources,
    root,
    facts: open.facts,
    accepted: { areEnvironments: true, settings, ignores: ignoresOf(open.workspace, false), today: today(), before },
  };
}

/** An environment as policies see it. */
export function ofEnvironment({ environment, bundle, module }: DeploymentSubject, root: string): PolicySubject {
  return {
    name: environment.name,
    evaluation: module.evaluation,
    project: `projects/${environment.project}`,
    ...(environment.policies !== undefined && { policies: resolve(root, environment.policies) }),
    findPlace: (place) => {
      if (place.kind === 'origin') return locateOrigin(bundle, environment, place.origin);
      return locate(bundle, environment, {
        file: moduleFolder + place.file,
        range: place.range ?? { start: 0, end: 0 },
      });
    },
  };
}

/**
 * The folder of policies that a subject is held against: the one of the command line, else the one its environment names, else
 * `policies` in the working directory.
 * @throws UsageError where there is none
 */
export function policyFolder(subject: PolicySubject, given: string | undefined, io: Io): string {
  if (given !== undefined) return resolve(io.cwd, given);
  if (subject.policies !== undefined) return subject.policies;
  if (subject.project === undefined) return resolve(io.cwd, 'policies');
  throw new UsageError(
    `${subject.name} names no policies\nSet spec.policies in the environment, or name a folder with --policies DIR`,
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function renamed(diagnostic: Diagnostic, nameOf: (file: string) => string): Diagnostic {
  const { location, related } = diagnostic;
  return {
    ...diagnostic,
    ...(location && { location: { ...location, file: nameOf(location.file) } }),
    ...(related && {
      related: related.map((place) => ({
        ...place,
        location: { ...place.location, file: nameOf(place.location.file) },
      })),
    }),
  };
}
