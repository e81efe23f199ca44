import { FunctionFault } from '../functions/function.ts';
import { parseBody } from '../syntax/parse.ts';
import type { Value } from '../value.ts';
import { objectValue, unknownAny } from '../values/values.ts';
import { evaluateExpression } from './evaluate.ts';
import { report, type Scope } from './scope.ts';

/**
 * The values that a text in the syntax of tfvars files gives, as `provider::terraform::decode_tfvars` does: constants only.
 *
 * @throws {FunctionFault} when the text is none, or holds something else
 */
export function decodeVariables(text: string, functions: Scope['functions']): Value {
  const { value: body, diagnostics } = parseBody(text, '');
  const faults = [...diagnostics];
  const names: Scope['names'] = {
    resolve: ({ root: { range } }, scope) => {
      report(scope, { code: 'unknown-reference', message: 'names mean nothing here', range });
      return { value: unknownAny, used: 0 };
    },
  };
  const entries = new Map<string, Value>();
  for (const item of body.items) {
    if (item.kind === 'block') throw new FunctionFault('a tfvars text holds no blocks', 0);
    const { origin: _, ...value } = evaluateExpression(item.value, { file: '', names, functions, faults });
    entries.set(item.name, value);
  }
  const [fault] = faults;
  if (fault !== undefined) throw new FunctionFault(`the text is not in the syntax of tfvars: ${fault.message}`, 0);
  return objectValue(entries);
}
