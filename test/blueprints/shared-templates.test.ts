import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCel } from '../../src/cel/load-cel.ts';
import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import { createRenderCache } from '../../src/render/render-cache.ts';
import { renderEnvironment } from '../../src/render/render-environment.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { checkModule } from '../../src/terraform/check-module.ts';
import { openProviderFacts } from '../../src/terraform/facts/provider-facts.ts';
import { moduleOf, root, workspace } from './flagship.ts';

const cel = await loadCel();
const facts = openProviderFacts([resolve(root, 'schemas/providers')]);

/** Lines that may stand in several templates one after the other. */
const longestRepetition = 6;

/** Every template that becomes Terraform, by path: those of all blueprints and what they share. */
function terraformTemplates(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { folder, templates, sharedPartials } of workspace.blueprints.values()) {
    for (const [path, text] of templates)
      if (/\.tf(\.hbs)?$/.test(path) || path.startsWith('partials/')) texts.set(`${folder}/templates/${path}`, text);
    for (const [path, text] of sharedPartials ?? []) texts.set(path, text);
  }
  return texts;
}

/** Runs of lines, blank ones left out, that stand in more than one place. */
function repetitions(texts: ReadonlyMap<string, string>): string[] {
  const places = new Map<string, string>();
  const found: string[] = [];
  for (const [path, text] of texts) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    for (let at = 0; at + longestRepetition < lines.length; at++) {
      const run = lines.slice(at, at + longestRepetition + 1).join('\n');
      const before = places.get(run);
      if (before !== undefined && before !== path) found.push(`${before} and ${path}:\n${run}`);
      else places.set(run, path);
    }
  }
  return found;
}

describe('templates', () => {
  it('of services and blueprints repeat no more than six lines of each other', () => {
    const texts = terraformTemplates();
    expect(texts.size).toBeGreaterThan(30);
    expect(repetitions(texts)).toEqual([]);
  });

  it('that are shared are all used, by both blueprints together', () => {
    const [shared = new Map()] = [...workspace.blueprints.values()].map(({ sharedPartials }) => sharedPartials);
    const text = [...terraformTemplates().values()].join('\n');
    const names = [...shared.keys()].map((path: string) => path.replace(/^.*\/|\.hbs$/g, ''));
    expect(names.filter((name) => !new RegExp(`\\{\\{> ${name}[ }]`).test(text))).toEqual([]);
    expect(names.length).toBeGreaterThan(8);
  });
});

describe('streaming-analytics', () => {
  it.each([
    [''],
    ['enable_encryption=false datastream_connectivity=vpc-peering stream_keeps_history=true'],
    ['source_database_type=oracle'],
    ['source_database_type=sqlserver sqlserver_change_tables=true'],
  ])('is what the providers take, and can be planned: %s', async (sets) => {
    const postgresql = sets.includes('source_database_type') ? ['postgresql=null'] : [];
    const overrides = { sets: [...sets.split(' ').filter((one) => one !== ''), ...postgresql], valuesFiles: [] };
    const resolved = resolveEnvironment(workspace, 'streaming-analytics/shop', overrides, cel);
    const bundle = resolved.value && renderEnvironment(resolved.value, createRenderCache(cel));
    expect([...resolved.diagnostics, ...(bundle?.diagnostics ?? [])]).toEqual([]);
    if (bundle?.value === undefined) throw new Error('nothing was rendered');
    const files = moduleOf(bundle.value);
    files.delete('main.yaml');
    const engines = await loadEngines(files.values());
    const checked = checkModule({ files, terraformVersion: '1.5.7', facts, engines, missingVariables: 'fault' });
    expect([...checked.validation, ...checked.planning]).toEqual([]);
    const types = new Set(checked.module.evaluation.resources.map(({ type }) => type));
    for (const type of ['google_datastream_stream', 'google_bigquery_dataset', 'google_monitoring_dashboard'])
      expect(types).toContain(type);
  });
});
