import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enums, messages, type methods, oneofs } from '../../src/config-api/descriptors.ts';
import { methodNames, methodOf, pathVariable, queryParameters } from '../../src/config-api/methods.ts';

interface Published {
  readonly methods: Record<string, { http: string; path: string; body?: string; requiredQuery?: string[] }>;
  readonly messages: Record<
    string,
    { fields: Record<string, { json: string; type: string; repeated?: true; value?: string; oneof?: string }> }
  >;
  readonly enums: Record<string, Record<string, number>>;
}

const published = JSON.parse(
  readFileSync(new URL('../fixtures/config-api/messages.json', import.meta.url), 'utf8'),
) as Published;

const short = (name: string): string => name.replace(/^google\.(cloud\.config\.v1|protobuf|rpc)\./, '');
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('the tables of the service', () => {
  it('have every published message with its fields and types', () => {
    for (const [name, { fields }] of Object.entries(published.messages)) {
      const expected = Object.values(fields).map(({ json, type, repeated, value }) => {
        const element = type === 'map' ? `map<${short(value ?? '')}>` : short(type);
        return [json, repeated === true ? `${element}[]` : element];
      });
      expect(messages[short(name) as keyof typeof messages], name).toEqual(Object.fromEntries(expected));
    }
  });

  it('have every published enum with its values and their numbers', () => {
    const expected = Object.entries(published.enums).map(([name, values]) => [short(name), values]);
    expect(enums).toEqual(Object.fromEntries(expected));
  });

  it('have every published method with its verb, path and body', () => {
    expect(methodNames).toEqual(Object.keys(published.methods).sort());
    for (const [name, { http, path, body, requiredQuery }] of Object.entries(published.methods)) {
      const method = methodOf(name as keyof typeof methods);
      expect(method.verb, name).toBe(http);
      expect(method.path, name).toBe(path.replace(/\{(\w+)\.name=/, (_, field: string) => `{${camel(field)}.name=`));
      expect(method.body, name).toBe(body === undefined ? undefined : camel(body));
      expect(method.requiredQuery, name).toEqual(requiredQuery);
    }
  });

  it('have every group of fields that exclude each other', () => {
    for (const [name, { fields }] of Object.entries(published.messages)) {
      const groups = new Map<string, string[]>();
      for (const { json, oneof } of Object.values(fields)) {
        if (oneof !== undefined) groups.set(oneof, [...(groups.get(oneof) ?? []), json]);
      }
      const several = [...groups].filter(([, members]) => members.length > 1);
      const known: Record<string, unknown> = oneofs;
      expect(known[short(name)] ?? {}, name).toEqual(Object.fromEntries(several));
    }
  });

  it('name messages and query parameters of the request for every method', () => {
    for (const name of methodNames) {
      const method = methodOf(name);
      const [field = ''] = pathVariable(method).field.split('.');
      expect(Object.keys(messages[method.request]), name).toContain(field);
      expect(queryParameters(method), name).not.toContain(field);
    }
    expect(queryParameters(methodOf('CreateDeployment'))).toEqual(['deploymentId', 'requestId']);
    expect(queryParameters(methodOf('UpdateDeployment'))).toEqual(['updateMask', 'requestId']);
    expect(queryParameters(methodOf('ListDeployments'))).toEqual(['pageSize', 'pageToken', 'filter', 'orderBy']);
    expect(queryParameters(methodOf('LockDeployment'))).toEqual([]);
  });
});
