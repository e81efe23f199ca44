import { beforeAll, describe, expect, it } from 'vitest';
import { enums } from '../../src/config-api/descriptors.ts';
import type { Json } from '../../src/config-api/json.ts';
import {
  fieldsOf,
  isMessage,
  type Method,
  type MethodName,
  methodNames,
  methodOf,
  pathVariable,
  queryParameters,
} from '../../src/config-api/methods.ts';
import { handlers } from '../../src/emulator/methods/handlers.ts';
import type { StateStore } from '../../src/emulator/state/state-store.ts';
import { fc } from '../properties.ts';
import { bucketModule, type Emulated, emulated } from './emulated.ts';

/** A resource that exists where there is one, `x` elsewhere. */
const known: readonly (readonly [pattern: string, name: string])[] = [
  ['projects/*', 'projects/p'],
  ['locations/*', 'locations/us-central1'],
  ['deployments/*', 'deployments/d'],
  ['revisions/*', 'revisions/r-0'],
];

function pathOf(method: Method): string {
  const { pattern, suffix } = pathVariable(method);
  const resource = known.reduce((name, [from, to]) => name.replace(from, to), pattern).replaceAll('*', 'x');
  return `/v1/${resource}${suffix}`;
}

/** A value no field of the type takes; undefined for types that take anything. */
function wrongValue(type: string): Json | undefined {
  if (type.endsWith('[]') || type.startsWith('map<')) return 5;
  if (Object.hasOwn(enums, type)) return 'NO_SUCH_VALUE';
  if (isMessage(type)) return 5;
  const values: Readonly<Record<string, Json | undefined>> = {
    Value: undefined,
    string: 5,
    FieldMask: 5,
    bool: 'x',
    bytes: '%',
  };
  return Object.hasOwn(values, type) ? values[type] : 'x';
}

interface WrongField {
  /** As violations name it. */
  readonly path: string;
  readonly body: Json;
}

/** For every field of a message, three levels deep, the message with nothing but a wrong value there. */
function wrongFields(type: string, path = '', depth = 0): readonly WrongField[] {
  if (!isMessage(type)) return [];
  return Object.entries(fieldsOf(type)).flatMap(([name, fieldType]) => {
    const at = [path, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)].filter(Boolean).join('.');
    const wrong = wrongValue(fieldType);
    const here = wrong === undefined ? [] : [{ path: at, body: { [name]: wrong } }];
    const below = depth < 2 ? wrongFields(fieldType, at, depth + 1) : [];
    return [...here, ...below.map(({ path: deeper, body }) => ({ path: deeper, body: { [name]: body } }))];
  });
}

describe('3.3 every method, emulated or not', () => {
  let service: Emulated;
  let commits = 0;

  beforeAll(async () => {
    const store: StateStore = { seed: 's', entries: () => [], commit: () => commits++ };
    service = await emulated({ store });
    await service.deploy('d', bucketModule('b'));
  });

  /** Sends what must be refused, and that must change nothing of all the emulator knows. */
  const refused = async (method: Method, path: string, body: string) => {
    const before = commits;
    const { status, body: bytes } = await service.emulator.handle({
      method: method.verb,
      url: `http://emulator.test${path}`,
      headers: {},
      body: new TextEncoder().encode(body),
    });
    const { error } = JSON.parse(new TextDecoder().decode(bytes));
    expect(commits, path).toBe(before);
    expect(error?.code, path).toBe(status);
    return { status, error };
  };

  const bodies = methodNames.flatMap((name): [MethodName, string, string][] => {
    const { body, request } = methodOf(name);
    if (body === undefined) return [];
    return [[name, body === '*' ? request : (fieldsOf(request)[body] ?? ''), body === '*' ? '' : body]];
  });

  it.each(bodies)('3.3 %s refuses a wrong value in any field of its body', async (name, message, field) => {
    const method = methodOf(name);
    const prefix = field === '' ? '' : `${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}.`;
    for (const { path, body } of wrongFields(message)) {
      const { status, error } = await refused(method, pathOf(method), JSON.stringify(body));
      if (handlers[name] === undefined) {
        expect([status, error.status]).toEqual([501, 'UNIMPLEMENTED']);
        continue;
      }
      expect([path, status]).toEqual([path, 400]);
      const violations = error.details[0].fieldViolations as { field: string }[];
      expect(violations.map((violation) => violation.field)).toContain(`${prefix}${path}`);
    }
  });

  it.each(bodies)('3.3 %s refuses what is no message', async (name) => {
    const method = methodOf(name);
    const deep = `${'{"labels":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const wrong = ['[]', '5', 'null', '"x"', '{', '{"a":1}', '{"__proto__":{}}', '\u0000', deep, '{"a":"\ud800"}'];
    for (const body of wrong) {
      const { status } = await refused(method, pathOf(method), body);
      expect([400, 501]).toContain(status);
    }
  });

  it.each(methodNames)('3.3 %s refuses wrong and unknown parameters', async (name) => {
    const method = methodOf(name);
    const types = fieldsOf(method.request);
    const wrong = queryParameters(method).filter(
      (parameter) => !['string', 'string[]', 'FieldMask'].includes(types[parameter] ?? ''),
    );
    for (const query of [...wrong.map((parameter) => `${parameter}=%7B%7D`), 'colour=red', 'alt=xml']) {
      const { status } = await refused(method, `${pathOf(method)}?${query}`, '');
      expect([query, handlers[name] === undefined && !query.startsWith('alt') ? 501 : 400]).toEqual([query, status]);
    }
  });

  it.each(methodNames)('3.3 %s refuses names of any kind', async (name) => {
    const method = methodOf(name);
    const { pattern, suffix } = pathVariable(method);
    const part = fc
      .oneof(
        fc.constantFrom('..', '.', '%2F', '%00', '*', '-', 'a:b', '%', 'x'.repeat(3_000)),
        fc.string({ unit: 'binary', maxLength: 5 }),
      )
      .map((text) => (text.startsWith('%') ? text : encodeURIComponent(text.toWellFormed())));
    const names = fc
      .array(part, { minLength: 4, maxLength: 4 })
      .map((parts) => parts.reduce((path, text) => path.replace('*', () => text.replaceAll('*', '%2A')), pattern));
    await fc.assert(
      fc.asyncProperty(names, async (resource) => {
        const before = commits;
        const answer = await service.emulator.handle({
          method: method.verb,
          url: `http://emulator.test/v1/${resource}${suffix}`,
          headers: {},
          body: new Uint8Array(),
        });
        // Lists of what does not exist are empty, and permissions on it none; nothing else goes well.
        const goesWell = answer.status === 200 && (method.verb === 'GET' || name === 'TestIamPermissions');
        expect([400, 403, 404, 501].includes(answer.status) || goesWell).toBe(true);
        expect(commits).toBe(before);
      }),
      { numRuns: 60 },
    );
  });
});
