import type { Diagnostic, RelatedLocation } from '../../diagnostics/diagnostic.ts';
import type { Value } from '../../hcl/value.ts';
import { ConversionFault, convert } from '../../hcl/values/convert.ts';
import { withMarks } from '../../hcl/values/marks.ts';
import { memberPlace } from '../../hcl/values/member-place.ts';
import { unknownValue } from '../../hcl/values/values.ts';
import type { VariableConfig } from '../config/module-config.ts';
import { reportAt } from '../config/recorder.ts';
import { applyDefaults } from '../config/type-defaults.ts';

/**
 * The value a variable has when it is given `value`: defaults of optional attributes put in, converted to its type, marked as the block
 * says. A value that does not suit is reported where it (or the member at fault) is written, and the variable is unknown then.
 */
export function convertVariable(config: VariableConfig, value: Value, faults: Diagnostic[]): Value {
  const marks = {
    ...(config.sensitive && { sensitive: true as const }),
    ...(config.ephemeral && { ephemeral: true as const }),
  };
  try {
    return withMarks(convert(applyDefaults(value, config.type), config.type), marks);
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    reportMismatch(config, value, fault, faults);
    return withMarks(unknownValue(config.type), marks);
  }
}

function reportMismatch(config: VariableConfig, value: Value, fault: ConversionFault, faults: Diagnostic[]): void {
  const place = memberPlace(value, fault.path) ?? { file: config.file, range: config.block.headerRange };
  const path = fault.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  reportAt(faults, place.file, place.range, {
    code: 'invalid-variable-value',
    message: `the value does not suit the variable "${config.name}"${path === '' ? '' : ` at ${path}`}: ${fault.message}`,
    related: declaredAt(config),
    args: { variable: config.name, path },
  });
}

/** The declaration of a variable, for `related`. */
export function declaredAt(config: VariableConfig): readonly RelatedLocation[] {
  const message = `variable "${config.name}" is declared here`;
  return [{ message, location: { file: config.file, range: config.block.headerRange } }];
}
