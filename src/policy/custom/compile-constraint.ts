import type { PartialCelEngine, PartialProgram, UnknownField } from '../../cel/partial/partial-cel.ts';
import type { MessageSchema } from '../../cel/partial/partial-value.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { CustomConstraint } from '../model.ts';
import { conditionPlace } from './condition-place.ts';
import { camelCase } from './field-types.ts';
import { firewallFunctions } from './firewall-functions.ts';
import { iamFunctionNames } from './iam-functions.ts';

/** A custom constraint that is ready to be decided on any number of resources. */
export interface CompiledConstraint {
  readonly constraint: CustomConstraint;
  readonly program: PartialProgram;
}

/** What constraints are compiled with. */
export interface CompileSettings {
  /** From `loadPartialCel`. */
  readonly engine: PartialCelEngine;
  /** Messages of a resource type (`storage.googleapis.com/Bucket`), to look the fields up in. Default: fields are not looked up. */
  readonly schemas?: (resourceType: string) => Iterable<MessageSchema>;
  /** Text of a policy file, to point into conditions that span lines. Default: such faults are shown at the whole condition. */
  readonly textOf?: (file: string) => string | undefined;
}

/** Characters a condition may have. */
const maxConditionLength = 1000;

const functions = [...firewallFunctions.map((item) => item.name), ...iamFunctionNames];

/**
 * Compiles a custom constraint. There is a value unless the condition cannot be read; fields that the resource is not known to have and
 * loose spellings are reported all the same.
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/creating-managing-custom-constraints
 */
export function compileConstraint(
  constraint: CustomConstraint,
  settings: CompileSettings,
): Outcome<CompiledConstraint> {
  const report = reporter(constraint, settings);
  const program = settings.engine.compile(constraint.condition, {
    maxLength: maxConditionLength,
    functions,
    variables: ['resource'],
  });
  if ('error' in program) {
    const message = `the condition of ${constraint.name} does not compile: ${program.error}`;
    const end = program.offset + (program.length ?? 1);
    const hint = program.suggestion === undefined ? undefined : `did you mean \`${program.suggestion}\`?`;
    return { diagnostics: [report('error', message, program.offset, end, hint)] };
  }
  const notes = program.notes.map(({ message, start, end }) => report('warning', message, start, end));
  const fields = unknownFields(program, constraint, settings).map((unknown) => {
    const { severity, hint } = explainField(unknown);
    const message = `\`${unknown.field}\` is no known field of ${unknown.message.name}`;
    return report(severity, message, unknown.start, unknown.end, hint);
  });
  return { value: { constraint, program }, diagnostics: [...notes, ...fields] };
}

type Report = (
  severity: Diagnostic['severity'],
  message: string,
  start: number,
  end: number,
  hint?: string,
) => Diagnostic;

function reporter(constraint: CustomConstraint, { textOf }: CompileSettings): Report {
  const text = textOf?.(constraint.conditionLocation.file);
  return (severity, message, start, end, hint) => ({
    code: 'custom-constraint',
    severity,
    message,
    location: conditionPlace(constraint, { start, end }, text),
    ...(hint !== undefined && { hint }),
    args: { constraint: constraint.name },
  });
}

/** Unknown to all messages of all types: a type may be made by several Terraform resources. Most often the first knows all fields. */
function unknownFields(
  program: PartialProgram,
  constraint: CustomConstraint,
  { schemas }: CompileSettings,
): readonly UnknownField[] {
  let unknown: readonly UnknownField[] | undefined;
  for (const type of constraint.resourceTypes) {
    for (const schema of schemas?.(type) ?? []) {
      const found = program.unknownFields(new Map([['resource', schema]]));
      unknown = unknown?.filter(({ start }) => found.some((field) => field.start === start)) ?? found;
      if (unknown.length === 0) return unknown;
    }
  }
  return unknown ?? [];
}

/**
 * The facts come from the provider, which does not have every field of the service: only a name spelt as Terraform or in other case is
 * certainly wrong.
 */
function explainField({ field, message }: UnknownField): { severity: 'error' | 'warning'; hint?: string } {
  const names = [...message.fields.keys()];
  const written = camelCase(field).toLowerCase();
  const exact = names.find((name) => name.toLowerCase() === written);
  if (exact !== undefined) return { severity: 'error', hint: `write \`${exact}\`` };
  const near = suggest(field, names);
  const hint = near === undefined ? 'look the field up in the reference of the REST API' : `did you mean \`${near}\`?`;
  return { severity: 'warning', hint };
}
