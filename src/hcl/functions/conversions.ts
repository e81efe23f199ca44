import type { Type, Value } from '../value.ts';
import { ConversionFault, convert } from '../values/convert.ts';
import { marksOf, withMarks, withoutMarks } from '../values/marks.ts';
import { anyType, boolType, describeType, listOf, mapOf, numberType, setOf, stringType } from '../values/types.ts';
import {
  boolValue,
  isMapping,
  isSequence,
  nullAny,
  nullValue,
  typeOf,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

/** Functions that change the type or the marks of a value. */
export const conversionFunctions: readonly FunctionDescriptor[] = [
  conversion('tostring', stringType),
  conversion('tonumber', numberType),
  conversion('tobool', boolType),
  conversion('tolist', listOf(anyType)),
  conversion('toset', setOf(anyType)),
  conversion('tomap', mapOf(anyType)),
  marking('sensitive', (value) => withMarks(value, { sensitive: true })),
  marking('nonsensitive', (value) => {
    if (value.sensitive === undefined) return value;
    const { sensitive: _, ...rest } = value;
    return rest;
  }),
  {
    name: 'issensitive',
    parameters: [{ name: 'value', type: anyType, nullable: true, unknown: true, marked: true }],
    returns: boolType,
    since: '1.8',
    evaluate: ([value = nullAny]) =>
      value.kind === 'unknown' && value.sensitive === undefined
        ? unknownValue(boolType)
        : boolValue(value.sensitive === true),
  },
  {
    name: 'ephemeralasnull',
    parameters: [{ name: 'value', type: anyType, nullable: true, unknown: true, marked: true }],
    returns: anyType,
    since: '1.10',
    mayBeNull: true,
    evaluate: ([value = nullAny]) => withoutEphemeral(value),
  },
];

function conversion(name: string, type: Type): FunctionDescriptor {
  return {
    name,
    parameters: [{ name: 'v', type: anyType, nullable: true, unknown: true, marked: true }],
    returns: type,
    mayBeNull: true,
    evaluate: ([value = nullAny]) => {
      try {
        const converted = convert(value, type);
        // What is known of an unknown value is not kept by these functions, unlike by conversions that nobody asked for.
        if (converted.kind !== 'unknown') return converted;
        return withMarks(unknownValue(converted.type), marksOf(converted));
      } catch (fault) {
        if (!(fault instanceof ConversionFault)) throw fault;
        throw new FunctionFault(`cannot convert ${describeType(typeOf(withoutMarks(value)))}: ${fault.message}`, 0);
      }
    },
  };
}

function marking(name: string, change: (value: Value) => Value): FunctionDescriptor {
  return {
    name,
    parameters: [{ name: 'value', type: anyType, nullable: true, unknown: true, marked: true }],
    returns: ([value = unknownAny]) => typeOf(value),
    mayBeNull: true,
    evaluate: ([value = nullAny]) => change(value),
  };
}

function withoutEphemeral(value: Value): Value {
  if (value.ephemeral === true) return withMarks(nullValue(typeOf(value)), value.sensitive ? { sensitive: true } : {});
  if (isSequence(value)) return withMarks({ ...value, items: value.items.map(withoutEphemeral) }, marksOf(value));
  if (!isMapping(value)) return value;
  const entries = new Map<string, Value>();
  for (const [key, member] of value.entries) entries.set(key, withoutEphemeral(member));
  return { ...value, entries };
}
