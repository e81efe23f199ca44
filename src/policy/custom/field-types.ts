import type { FieldSchema, FieldType } from '../../cel/partial/partial-value.ts';
import type { AttributeFacts, TypeText } from '../../terraform/facts/facts.ts';

/** `disk_size_gb` → `diskSizeGb`. */
export function camelCase(name: string): string {
  if (!name.includes('_')) return name;
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The type of the field an attribute fills. */
export function attributeType(facts: AttributeFacts): FieldType {
  const { type } = facts;
  if (typeof type === 'object' && 'nesting' in type) {
    const fields = Object.entries(type.attributes).map(([name, attribute]): [string, FieldSchema] => [
      camelCase(name),
      { type: attributeType(attribute), path: [] },
    ]);
    const element: FieldType = { kind: 'message', schema: { name: 'element', fields: new Map(fields) } };
    return collection(type.nesting, element);
  }
  return typeOfText(type, facts.integer === true);
}

function collection(nesting: 'list' | 'set' | 'single' | 'map', element: FieldType): FieldType {
  if (nesting === 'single') return element;
  return nesting === 'map' ? { kind: 'map', value: element } : { kind: 'list', element };
}

function typeOfText(type: TypeText, isInteger: boolean): FieldType {
  if (type === 'string') return { kind: 'string' };
  if (type === 'bool') return { kind: 'bool' };
  if (type === 'number') return { kind: isInteger ? 'int' : 'double' };
  if (typeof type === 'string') return { kind: 'any' };
  const [kind, inner] = type;
  if (kind === 'list' || kind === 'set') return { kind: 'list', element: innerType(inner) };
  if (kind === 'map') return { kind: 'map', value: innerType(inner) };
  return kind === 'object' ? innerType(type) : { kind: 'any' };
}

function innerType(inner: unknown): FieldType {
  if (typeof inner === 'string') return typeOfText(inner, false);
  if (!Array.isArray(inner)) return { kind: 'any' };
  const [kind, members] = inner as readonly unknown[];
  if (kind === 'list' || kind === 'set') return { kind: 'list', element: innerType(members) };
  if (kind === 'map') return { kind: 'map', value: innerType(members) };
  if (kind !== 'object' || typeof members !== 'object' || members === null) return { kind: 'any' };
  const fields = Object.entries(members).map(([name, type]): [string, FieldSchema] => [
    camelCase(name),
    { type: innerType(type), path: [] },
  ]);
  return { kind: 'message', schema: { name: 'element', fields: new Map(fields) } };
}
