import type { JsonValue } from '../../load/document.ts';
import { joinPointer } from '../../load/pointer.ts';
import { locateSetting } from '../../resolve/provenance.ts';
import type { ResolvedEnvironment } from '../../resolve/resolved-environment.ts';
import { alignRows, literalPieces, type Row } from '../languages/hcl-literal.ts';
import { TextBuilder } from '../text-builder.ts';
import { type BuiltInVariable, variableParameters } from './variables.ts';

/**
 * `terraform.tfvars`, formatted: the values of this environment's variables, each scalar mapped to the line that set it. Parameters without a value
 * are left to the variable's default, those of `inputsFrom` to the service.
 */
export function generateTfvars(environment: ResolvedEnvironment, builtIns: readonly BuiltInVariable[]): TextBuilder {
  const rows = new Map<string, Row>();
  for (const { name } of builtIns) {
    const [pointer, value] = name === 'project_id' ? ['/project', environment.project] : ['', environment.shortName];
    rows.set(name, toRow(name, pointer, value));
  }
  for (const name of variableParameters(environment.blueprint)) {
    const value = environment.parameters[name];
    if (value !== undefined && !Object.hasOwn(environment.inputsFrom, name)) {
      rows.set(name, toRow(name, joinPointer('/parameters', name), value));
    }
  }
  const sorted = [...rows.keys()].toSorted().flatMap((name) => rows.get(name) ?? []);
  const builder = new TextBuilder();
  for (const { key, pointer, value } of alignRows(sorted)) {
    builder.add(key, { source: locateSetting(environment, pointer, 'value'), pointer });
    for (const piece of value) {
      if (piece.text !== '')
        builder.add(piece.text, { source: locateSetting(environment, piece.pointer, 'value'), pointer: piece.pointer });
    }
    builder.add('\n');
  }
  return builder;
}

function toRow(key: string, pointer: string, value: JsonValue): Row {
  return { key, pointer, value: literalPieces(value, '', pointer) };
}
