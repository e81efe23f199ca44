import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { startReading } from '../../../src/policy/documents/reading.ts';
import { readTagCondition } from '../../../src/policy/documents/tag-condition.ts';
import { effectiveTags } from '../../../src/policy/effective/effective-tags.ts';
import type { EffectiveTags } from '../../../src/policy/model.ts';

/** What a project under an organization has, with the tags of either. */
function tagsOf(own: Tags, { above = {}, isPartial = false }: { above?: Tags; isPartial?: boolean } = {}) {
  const nodes = new Map([
    ['projects/a', { name: 'projects/a', parent: isPartial ? 'folders/9' : 'organizations/1', tags: listed(own) }],
    ['organizations/1', { name: 'organizations/1', tags: listed(above) }],
  ]);
  return effectiveTags({ nodes, projectOfNumber: new Map(), domains: new Map() }, 'projects/a');
}

type Tags = Readonly<Record<string, string>>;

function listed(tags: Tags): EffectiveTags {
  const entries = Object.entries(tags);
  return {
    byName: new Map(entries.filter(([key]) => !key.startsWith('tagKeys/'))),
    byId: new Map(entries.filter(([key]) => key.startsWith('tagKeys/'))),
  };
}

function read(expression: string) {
  const diagnostics: Diagnostic[] = [];
  const location = { file: 'a.yaml', range: { start: 100, end: 100 + expression.length } };
  const node = { kind: 'scalar', value: expression, location, verbatimAt: 100 } as const;
  const condition = readTagCondition(startReading(diagnostics), expression, node);
  return { condition, diagnostics };
}

const prod = tagsOf({ '1/env': 'prod', '1/team': 'a' });

describe('conditions on tags', () => {
  it.each([
    ["resource.matchTag('1/env', 'prod')", true],
    ['resource.matchTag("1/env", "dev")', false],
    ["!resource.matchTag('1/env', 'dev')", true],
    ["!!resource.hasTagKey('1/env')", true],
    ["resource.hasTagKey('1/op')", false],
    ["resource.matchTag('1/op', 'a') || resource.hasTagKey('1/team')", true],
    ["resource.hasTagKey('1/team') && resource.hasTagKey('1/op')", false],
    // `&&` binds closer than `||`.
    ["resource.hasTagKey('1/team') || resource.hasTagKey('1/team') && resource.hasTagKey('1/op')", true],
    ["(resource.hasTagKey('1/team') || resource.hasTagKey('1/team')) && resource.hasTagKey('1/op')", false],
    ["!(resource.hasTagKey('1/op') || resource.matchTag('1/env','dev'))\n  && True", true],
  ])('%j is %s', (expression, expected) => {
    const { condition, diagnostics } = read(expression);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(condition?.holds(prod)).toBe(expected);
  });

  it('asks for tags by id, and says so where only names are known', () => {
    const { condition } = read("resource.matchTagId('tagKeys/1', 'tagValues/2')");
    expect(condition?.holds(tagsOf({ 'tagKeys/1': 'tagValues/2', '1/env': 'prod' }))).toBe(true);
    expect(condition?.holds(tagsOf({ 'tagKeys/1': 'tagValues/3', '1/env': 'prod' }))).toBe(false);
    expect(condition?.holds(tagsOf({}))).toBe(false);
    expect(condition?.holds(prod)).toBeUndefined();
    // As many names as ids, but of other tags.
    const { condition: other } = read("resource.hasTagKeyId('tagKeys/9')");
    expect(other?.holds(tagsOf({ '1/env': 'prod' }, { above: { 'tagKeys/1': 'tagValues/2' } }))).toBeUndefined();
  });

  it.each([
    ['True', 'the condition always holds'],
    ["resource.hasTagKey('1/op') && False", 'the condition never holds, so the rule says nothing'],
  ])('says of %j that %s', (expression, message) => {
    expect(read(expression).diagnostics.map((one) => [one.severity, one.message])).toEqual([['info', message]]);
  });

  it('does not know what is bound where nodes above are not known', () => {
    const { condition } = read("resource.matchTag('1/env', 'prod')");
    expect(condition?.holds(tagsOf({}, { isPartial: true }))).toBeUndefined();
    expect(condition?.holds(tagsOf({ '1/env': 'prod' }, { isPartial: true }))).toBe(true);
  });

  it('lets the rest decide over what is not known', () => {
    const unknown = "resource.matchTagId('tagKeys/1', 'tagValues/2')";
    expect(read(`${unknown} || resource.hasTagKey('1/env')`).condition?.holds(prod)).toBe(true);
    expect(read(`${unknown} && resource.hasTagKey('1/op')`).condition?.holds(prod)).toBe(false);
    expect(read(`${unknown} && resource.hasTagKey('1/env')`).condition?.holds(prod)).toBeUndefined();
  });

  it.each([
    ['resource.matchTag', 'policy-condition', ''],
    ["resource.constructor('1/env')", 'policy-condition', 'constructor'],
    ["resource.matchTag('env', 'prod')", 'policy-condition', "'env'"],
    ["resource.matchTag('${organization.id}/env', 'prod')", 'policy-condition', "'${organization.id}/env'"],
    ["resource.matchTag('1/env')", 'policy-condition', ')'],
    ["resource.matchTag('1/env', 'prod'", 'policy-condition', ''],
    ["resource.matchTag('1/env', 'prod') resource", 'policy-condition', 'resource'],
    ["resource.name == 'x'", 'policy-condition', 'name'],
    ['', 'policy-condition', ''],
    ["resource.hasTagKeyId('1/env')", 'policy-condition', "'1/env'"],
    [Array.from({ length: 11 }, () => "resource.hasTagKey('1/env')").join(' || '), 'policy-limit', 'hasTagKey'],
    ['('.repeat(10_000), 'policy-condition', '('],
  ])('refuses %.60j at the place', (expression, code, shown) => {
    const { condition, diagnostics } = read(expression);
    expect(condition).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    const { start = 0, end = 0 } = diagnostics[0]?.location?.range ?? {};
    expect(expression.slice(start - 100, end - 100)).toBe(shown);
  });
});
