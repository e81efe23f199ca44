import type { TerraformError } from '../../config-api/deployment.ts';
import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Body } from '../../hcl/ast.ts';
import type { EvaluatedModule } from '../../terraform/evaluate-module.ts';
import { missingWhereDeployed } from '../../terraform/missing-where-deployed.ts';
import { meets, parseConstraint } from './version-constraint.ts';

/** Codes of faults that `terraform init` finds, since it reads the configuration and its modules; the others wait for the plan. */
const initCodes: readonly DiagnosticCode[] = [
  'duplicate-declaration',
  'invalid-declaration',
  'invalid-override',
  'module-not-found',
  'newer-terraform',
];

/** Errors of a run, and in which phase they are found. */
export interface ModuleFaults {
  readonly phase: 'tf-init' | 'tf-plan';
  readonly errors: readonly TerraformError[];
}

/** The errors among a module's diagnostics as Terraform would report them, with what only this service refuses (8.10, 8.12). */
export function moduleFaults(module: EvaluatedModule, diagnostics: readonly Diagnostic[]): ModuleFaults {
  const found = diagnostics.map(missingWhereDeployed).filter(({ severity }) => severity === 'error');
  const atInit = found.filter(({ code }) => code.startsWith('hcl-') || initCodes.includes(code));
  const refused = [...unmetVersions(module), ...missingModules(module), ...backends(module)];
  if (atInit.length + refused.length > 0) {
    return { phase: 'tf-init', errors: [...atInit.map((fault) => errorOf(fault, module)), ...refused] };
  }
  return { phase: 'tf-plan', errors: found.map((fault) => errorOf(fault, module)) };
}

function missingModules({ evaluation }: EvaluatedModule): readonly TerraformError[] {
  return evaluation.unresolvedModules.map(({ address, source }) => ({
    errorDescription: `Error: ${address}: the emulator does not download modules, and "${source}" is not in the bundle`,
  }));
}

/** The root module's `terraform` blocks with their files. */
function settingsOf(bodies: ReadonlyMap<string, Body>): readonly { readonly path: string; readonly body: Body }[] {
  return [...bodies]
    .filter(([path]) => !path.includes('/'))
    .flatMap(([path, { items }]) =>
      items
        .filter((item) => item.kind === 'block')
        .filter(({ type }) => type === 'terraform')
        .map(({ body }) => ({ path, body })),
    );
}

/** Blocks that would keep the state elsewhere than where the service does. */
function backends({ bodies }: EvaluatedModule): readonly TerraformError[] {
  return settingsOf(bodies).flatMap(({ path, body }) =>
    body.items
      .filter((item) => item.kind === 'block')
      .filter(({ type }) => type === 'backend' || type === 'cloud')
      .map(({ type }) => ({
        errorDescription: `Error: a ${type} block is not allowed, the service keeps the state\n\n  on ${path}`,
      })),
  );
}

/** Version constraints of the root module that the version does not meet; those that are no literal text are not looked at. */
function unmetVersions({ bodies, evaluation }: EvaluatedModule): readonly TerraformError[] {
  const { terraformVersion } = evaluation;
  return settingsOf(bodies).flatMap(({ path, body }) => {
    const attribute = body.items
      .filter((item) => item.kind === 'attribute')
      .find(({ name }) => name === 'required_version');
    const [part] = attribute?.value.kind === 'template' ? attribute.value.parts : [];
    const conditions = part?.kind === 'text' ? parseConstraint(part.text) : undefined;
    if (part?.kind !== 'text' || conditions?.every((condition) => meets(terraformVersion, condition)) !== false)
      return [];
    return [{ errorDescription: `Error: Terraform ${terraformVersion} does not meet "${part.text}"\n\n  on ${path}` }];
  });
}

/** A diagnostic in the form of Terraform's own: message, then the place. */
function errorOf({ message, hint, location, address }: Diagnostic, module: EvaluatedModule): TerraformError {
  const { file, range } = location ?? {};
  const text = file === undefined ? undefined : module.evaluation.files.get(file);
  const lines = range === undefined || text === undefined ? undefined : text.slice(0, range.start).split('\n').length;
  const place = file === undefined ? '' : `\n\n  on ${file}${lines === undefined ? '' : ` line ${lines}`}`;
  const owner =
    address ?? (file === undefined || range === undefined ? undefined : addressAt(module.bodies, file, range.start));
  return {
    ...(owner === undefined ? {} : { resourceAddress: owner }),
    errorDescription: `Error: ${message}${place}${hint === undefined ? '' : `\n\n${hint}`}`,
  };
}

/** Address of the root module's resource whose block has an offset; undefined elsewhere, as instances of child modules are several. */
function addressAt(bodies: ReadonlyMap<string, Body>, file: string, offset: number): string | undefined {
  if (file.includes('/')) return undefined;
  for (const item of bodies.get(file)?.items ?? []) {
    if (item.kind !== 'block' || offset < item.range.start || offset >= item.range.end) continue;
    const [type, name] = item.labels;
    if (type === undefined || name === undefined) continue;
    if (item.type === 'resource') return `${type.text}.${name.text}`;
    if (item.type === 'data') return `data.${type.text}.${name.text}`;
  }
  return undefined;
}
