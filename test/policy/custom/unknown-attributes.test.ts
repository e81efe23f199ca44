import { describe, expect, it } from 'vitest';
import type { PartialValue } from '../../../src/cel/partial/partial-value.ts';
import type { ObjectValue, Value } from '../../../src/hcl/value.ts';
import { objectValue, unknownAny } from '../../../src/hcl/values/values.ts';
import { apiResource } from '../../../src/policy/custom/api-resource.ts';
import { apiType } from '../../../src/policy/custom/message-schema.ts';
import type { FieldStep, LevelLayout } from '../../../src/policy/custom/type-layout.ts';
import type { ResourceInstance } from '../../../src/terraform/evaluation.ts';
import { planText } from './check-text.ts';
import { type ModuleName, modules } from './idiom-modules.ts';

/** An attribute that a module writes, with the field it fills. */
interface Written {
  readonly path: readonly (string | number)[];
  readonly field: readonly FieldStep[];
}

const names = Object.keys(modules) as ModuleName[];
const resources = names.flatMap((name) =>
  planText(modules[name]).filter(
    (resource) =>
      resource.facts !== undefined && apiResource(resource) !== undefined && !resource.type.includes('_iam_'),
  ),
);

describe('an attribute that is known after apply', () => {
  it.each(resources.map((resource): [string, ResourceInstance] => [resource.address, resource]))(
    'is not known in the message of %s either',
    (_address, resource) => {
      if (resource.facts === undefined) throw new Error('there are no facts');
      const written = writtenAttributes(apiType(resource.facts).layout, resource.configuration, [], []);
      expect(written.length).toBeGreaterThan(0);
      for (const { path, field } of written) {
        const values = replaced(resource.values, path) as ObjectValue;
        const configuration = replaced(resource.configuration, path) as ObjectValue;
        const message = apiResource({ ...resource, values, configuration })?.message;
        expect([path.join('.'), message && fieldAt(message, field)?.kind]).toEqual([path.join('.'), 'unknown']);
      }
    },
  );
});

function writtenAttributes(
  level: LevelLayout,
  configuration: ObjectValue,
  path: Written['path'],
  base: readonly FieldStep[],
): Written[] {
  const own = level.attributes.flatMap(({ name, field }): Written[] => {
    const value = configuration.entries.get(name);
    return value === undefined || value.kind === 'null' ? [] : [{ path: [...path, name], field: [...base, ...field] }];
  });
  const nested = level.blocks.flatMap((block) => {
    const value = configuration.entries.get(block.name);
    const item = value !== undefined && 'items' in value ? value.items[0] : undefined;
    if (block.shape !== 'message' || item?.kind !== 'object') return [];
    return writtenAttributes(block.inside, item, [...path, block.name, 0], base);
  });
  return [...own, ...nested];
}

function replaced(value: Value, [step, ...rest]: readonly (string | number)[]): Value {
  if (step === undefined) return unknownAny;
  if (value.kind === 'object') {
    const member = value.entries.get(String(step));
    return member === undefined ? value : objectValue(new Map(value.entries).set(String(step), replaced(member, rest)));
  }
  if (!('items' in value)) return value;
  return { ...value, items: value.items.map((item, index) => (index === step ? replaced(item, rest) : item)) };
}

function fieldAt(value: PartialValue, [step, ...rest]: readonly FieldStep[]): PartialValue | undefined {
  if (step === undefined) return value;
  const members = value.kind === 'message' ? value.fields : value.kind === 'map' ? value.entries : undefined;
  const member = members?.get(typeof step === 'object' ? step.key : step);
  return member && fieldAt(member, rest);
}
