import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Expression } from '../../hcl/ast.ts';
import { referencesOf } from '../../hcl/evaluate/references.ts';
import { callsIn } from '../../hcl/syntax/inner-expressions.ts';
import { literalBool, unplaced } from './blocks.ts';
import { reportAt } from './recorder.ts';

/** What an argument that is read before anything is evaluated must be. */
export type ConstantType = 'bool' | 'string' | 'any';

/** Reports a value that is to be a constant and is none, or not one of the type. Whether it is one, is the answer. */
export function checkConstant(value: Expression, type: ConstantType, file: string, faults: Diagnostic[]): boolean {
  const [reference] = referencesOf(value);
  const [call] = callsIn(value);
  if (reference !== undefined) {
    const message = 'a constant is expected here, names mean nothing in it';
    reportAt(faults, reference.file ?? file, reference.expression.range, { code: 'unknown-reference', message });
    return false;
  }
  if (call !== undefined) {
    const message = 'a constant is expected here, so no function can be called';
    reportAt(faults, file, call.range, { code: 'invalid-declaration', message });
    return false;
  }
  if (!contradicts(value, type)) return true;
  const message = type === 'bool' ? 'true or false is expected here' : 'a text is expected here';
  reportAt(faults, file, value.range, { code: 'type-mismatch', message });
  return false;
}

// Only what is plain from how the constant is written; an expression of constants is not worked out.
function contradicts(written: Expression, type: ConstantType): boolean {
  const value = unplaced(written) ?? written;
  if (type === 'any') return false;
  if (value.kind === 'tuple' || value.kind === 'object') return true;
  if (type === 'string') return false;
  const isText = value.kind === 'template' && value.parts.every(({ kind }) => kind === 'text');
  const isOther = value.kind === 'literal' && value.literal.type !== 'bool';
  return isOther || (isText && literalBool(value) === undefined);
}
