import { Ajv2020 } from 'ajv/dist/2020.js';
import { InternalError } from '../errors.ts';
import type { LoadedBlueprint, ParameterObject } from './blueprint.ts';
import type { JsonObject } from './document.ts';
import { explainSchemaErrors } from './explain-schema-errors.ts';
import { formats } from './formats/formats.ts';
import { inlineReferences } from './inline-references.ts';
import { re2Engine } from './re2-patterns.ts';
import type { SchemaError } from './schema-error.ts';
import type { SchemaFault } from './schema-fault.ts';

/** Checks a parameter object; pointers of the faults are relative to it (`/region`). */
export type ParameterValidator = (values: JsonObject) => SchemaFault[];

const compiled = new WeakMap<ParameterObject, ParameterValidator>();

/**
 * The check of an environment's parameters against its blueprint, compiled once a blueprint. It knows nothing of where values come from:
 * give it the merged values with defaults; a parameter that `inputsFrom` sets shows up as `missing-key` with its name in `args.key`.
 */
export function parameterValidator(blueprint: LoadedBlueprint): ParameterValidator {
  return compiledParameters(blueprint.document.value.spec.parameters);
}

/** The validator of a parameter object, compiled when first asked for. */
export function compiledParameters(parameters: ParameterObject): ParameterValidator {
  const known = compiled.get(parameters);
  if (known) return known;
  const validator = compileValidator(parameterObjectSchema(parameters), '/parameters');
  compiled.set(parameters, validator);
  return validator;
}

/** The JSON Schema of a whole parameter object: unknown parameters are refused. */
export function parameterObjectSchema(parameters: ParameterObject): JsonObject {
  const { properties, required = [], $defs } = parameters;
  return { type: 'object', properties, required, additionalProperties: false, ...($defs && { $defs }) };
}

/**
 * A check by any schema of the dialect blueprints use; `base` is where the value stands, for messages.
 * Throws `InternalError` for a schema the blueprint's own checks let through wrongly.
 */
export function compileValidator(schema: JsonObject, base = ''): (value: unknown) => SchemaFault[] {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    meta: false,
    validateSchema: false,
    messages: false,
    logger: false,
    formats,
    code: { optimize: false, regExp: re2Engine },
  });
  try {
    const validate = ajv.compile(inlineReferences(schema));
    // Ajv's own error type says `any` where `SchemaError` says `unknown`.
    return (value) =>
      validate(value) ? [] : explainSchemaErrors((validate.errors ?? []) as readonly SchemaError[], base);
  } catch (error) {
    throw new InternalError('a checked parameter schema does not compile', { cause: error });
  }
}
