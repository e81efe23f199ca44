import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticKey } from '../diagnostics/merge.ts';
import type { Workspace } from '../load/workspace.ts';
import type { AttributedDiagnostic } from './attributed-diagnostic.ts';
import { checkEnvironment, type EnvironmentCheck, type EnvironmentContext } from './check-environment.ts';
import type { FileIgnores } from './ignores.ts';
import { runBlueprintRules } from './run-document-rules.ts';
import { applyLevel, settingsFaults } from './settings.ts';
import { readSourceIgnores } from './source-ignores.ts';
import { type Suppression, suppress } from './suppress.ts';

/** What to check of a workspace. */
export interface WorkspaceCheck extends EnvironmentContext {
  /** What reading the documents and selecting the environments already found. */
  readonly diagnostics: readonly Diagnostic[];
  /** Full names. */
  readonly environments: readonly string[];
  /** Whether these are all there are: only then is an unused waiver or ignore comment known to be unused. */
  readonly isEverything: boolean;
  /** Where not everything is checked: files whose own faults are told all the same, such as changed ones that cannot be read. */
  readonly isAskedFor?: (file: string) => boolean;
  /** The day, `YYYY-MM-DD`: waivers end. */
  readonly today: string;
}

/** Checks environments of a workspace, each on its own, and puts together what was found; nothing is thrown for a fault. */
export function validateWorkspace(check: WorkspaceCheck): Suppression {
  const { workspace } = check;
  const environments = check.environments.map((name) => checkEnvironment(name, check));
  const isComplete =
    check.isEverything &&
    environments.length > 0 &&
    !hasErrors(check.diagnostics) &&
    environments.every((one) => one.isComplete);
  const isEssential = essentialTest(check, environments);
  const found = attribute(check, environments).flatMap((one): AttributedDiagnostic[] => {
    const diagnostic = applyLevel(one.diagnostic, workspace.settings);
    return diagnostic === undefined ? [] : [{ ...one, diagnostic }];
  });
  return suppress(
    found,
    { settings: workspace.settings, ignores: ignoresOf(workspace, isComplete) },
    { today: check.today, isComplete: (code) => isComplete && isLookedFor(code, check), isEssential },
  );
}

/** Open verdicts of policies are not told here, and violations only where policies are held. */
function isLookedFor(code: string, { policies }: WorkspaceCheck): boolean {
  return code !== 'policy-undecided' && (code !== 'policy-violation' || policies !== undefined);
}

function attribute(check: WorkspaceCheck, environments: readonly EnvironmentCheck[]): AttributedDiagnostic[] {
  const { workspace } = check;
  const isConcerned = concernTest(check, environments);
  const blueprints = [...workspace.blueprints.values()].filter(({ document }) => isConcerned(document.file));
  const common = [
    ...check.diagnostics.filter(({ location }) => location === undefined || isConcerned(location.file)),
    ...settingsFaults(workspace.settings),
    ...blueprints.flatMap(runBlueprintRules),
    // Templates are looked at even where no environment renders them.
    ...blueprints.flatMap((blueprint) => check.cache.templatesOf(blueprint).diagnostics),
  ];
  return [
    ...common.map((diagnostic) => ({ diagnostic })),
    ...environments.flatMap(({ name, diagnostics }) =>
      diagnostics.map((diagnostic) => ({ diagnostic, environment: name })),
    ),
  ];
}

/**
 * Whether a file concerns the environments that are checked. Where only some are, a broken file of another one is not spoken of;
 * where one could not be resolved, every file may be the reason.
 */
function concernTest(
  { workspace, isEverything, isAskedFor }: WorkspaceCheck,
  environments: readonly EnvironmentCheck[],
): (file: string) => boolean {
  if (isEverything || environments.some(({ files }) => files.length === 0)) return () => true;
  const files = new Set(environments.flatMap((one) => one.files));
  const folders = [...workspace.blueprints.values()]
    .filter(({ document }) => files.has(document.file))
    .flatMap(({ folder, sharedPartials }) => [`${folder}/templates/`, ...(sharedPartials?.keys() ?? [])]);
  return (file) =>
    files.has(file) ||
    isAskedFor?.(file) === true ||
    file === 'imprint.yaml' ||
    folders.some((folder) => file.startsWith(folder));
}

/**
 * Errors that kept a document or an environment out of the checks: silencing one would make it vanish unseen.
 * A fault that the environment survived may be ignored.
 */
function essentialTest(
  { workspace, diagnostics }: WorkspaceCheck,
  environments: readonly EnvironmentCheck[],
): (diagnostic: Diagnostic) => boolean {
  const read = new Set([
    ...workspace.environments.map(({ file }) => file),
    ...[...workspace.blueprints.values()].map(({ document }) => document.file),
    ...(workspace.settings === undefined ? [] : [workspace.settings.file]),
  ]);
  const unread = diagnostics.filter(({ location }) => location === undefined || !read.has(location.file));
  const stopped = environments.filter((one) => !one.isComplete).flatMap((one) => one.diagnostics);
  const keys = new Set([...unread, ...stopped].filter(({ severity }) => severity === 'error').map(diagnosticKey));
  return (diagnostic) => keys.has(diagnosticKey(diagnostic));
}

/** The ignore comments of a workspace's documents and templates. `isFullyChecked` as `FileIgnores` has it. */
export function ignoresOf(workspace: Workspace, isFullyChecked: boolean): FileIgnores[] {
  const documents = [
    ...workspace.environments,
    ...[...workspace.blueprints.values()].map(({ document }) => document),
    ...(workspace.settings === undefined ? [] : [workspace.settings]),
  ].map(({ file, ignores }) => ({ file, comments: ignores, isFullyChecked }));
  const texts = new Map(
    [...workspace.blueprints.values()].flatMap(({ folder, templates, sharedPartials = [] }) => [
      ...[...templates].map(([path, text]) => [`${folder}/templates/${path}`, text] as const),
      ...sharedPartials,
    ]),
  );
  const templates = [...texts].map(([file, text]) => ({ file, comments: readSourceIgnores(text), isFullyChecked }));
  return [...documents, ...templates].filter(({ comments }) => comments.length > 0);
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
