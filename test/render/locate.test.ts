import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Location } from '../../src/diagnostics/range.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import type { Bundle, BundleFile } from '../../src/render/bundle.ts';
import { applyToMap } from '../../src/render/format-text.ts';
import { locate, locateOrigin } from '../../src/render/locate.ts';
import { createRenderCache } from '../../src/render/render-cache.ts';
import { renderEnvironment } from '../../src/render/render-environment.ts';
import { loadCelFor } from '../../src/resolve/expressions.ts';
import { noOverrides } from '../../src/resolve/overrides.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { fc } from '../properties.ts';
import { buildBlueprint, buildEnvironment, environmentText } from './environment-builder.ts';

const mainTemplate = `resource "google_storage_bucket" "data" {
    name = "a-{{parameters.shape.name}}-b"
  location = var.region
  {{#each parameters.rules as |rule|}}
  lifecycle_rule {
      condition {
      age = {{rule.age}}
      matches_prefix = {{rule.prefixes}}
    }
  }
  {{/each}}
}
`;
const blueprint = buildBlueprint({
  properties: `region: {type: string, default: us-central1}
      labels: {type: object, additionalProperties: {type: string}}
      shape: {type: object, x-structural: true}
      rules: {type: array, x-structural: true}`,
  templates: { 'main.tf.hbs': mainTemplate },
});
const parameters = `region: europe-west1
    labels: {team: risk, "cost center": c1}
    shape: {name: demo}
    rules:
      - age: 30
        prefixes: [logs/, tmp/]
      - age: 60
        prefixes: []`;
const environment = buildEnvironment(blueprint, parameters);
const sources: Record<string, string> = {
  [environment.file]: environmentText(parameters),
  'blueprints/demo/templates/main.tf.hbs': mainTemplate,
  [blueprint.document.file]: blueprint.document.text,
};
const bundle = mustRender();

function mustRender(): Bundle {
  const { value } = renderEnvironment(environment);
  if (value === undefined) throw new Error('not rendered');
  return value;
}

function fileOf(name: string): BundleFile {
  const file = bundle.files.find(({ path }) => path === `infrastructure-manager/${name}`);
  if (file === undefined) throw new Error(`no ${name}`);
  return file;
}

/** Place of a piece of a rendered file. */
function at(name: string, piece: string): { file: string; range: { start: number; end: number } } {
  const start = fileOf(name).text.indexOf(piece);
  expect(start).toBeGreaterThanOrEqual(0);
  return { file: name, range: { start, end: start + piece.length } };
}

/** File and text of an authored place. */
function shown({ file, range }: Location): [string, string | undefined] {
  return [file.split('/').at(-1) ?? '', range && sources[file]?.slice(range.start, range.end)];
}

describe('locate', () => {
  it('finds text of a template, through formatting', () => {
    const { location, related } = locate(bundle, environment, at('main.tf', 'var.region'));
    expect(shown(location)).toEqual(['main.tf.hbs', 'var.region']);
    expect(related.map(({ message, location: place }) => [message, ...shown(place)])).toEqual([
      ['`parameters.region` is set here', 'dev.yaml', 'europe-west1'],
    ]);
  });

  it('finds a string with a value in it in the template, with the value’s line as related', () => {
    const { location, related } = locate(bundle, environment, at('main.tf', '"a-demo-b"'));
    expect(shown(location)).toEqual(['main.tf.hbs', '"a-{{parameters.shape.name}}-b"']);
    expect(related.map(({ message, location: place }) => [message, ...shown(place)])).toEqual([
      ['`parameters.shape.name` is set here', 'dev.yaml', 'demo'],
    ]);
  });

  it('finds a value alone at the line that set it, with the template as related', () => {
    const { location, related } = locate(bundle, environment, at('main.tf', '60'));
    expect(shown(location)).toEqual(['dev.yaml', '60']);
    expect(related.map(({ location: place }) => shown(place))).toEqual([['main.tf.hbs', '{{rule.age}}']]);
  });

  it.each([
    ['"europe-west1"', 'europe-west1'],
    ['"risk"', 'risk'],
    ['"cost center"', 'c1'],
    ['"acme-dev"', 'acme-dev'],
  ])('finds %s of the tfvars at the line that set it', (piece, text) => {
    expect(shown(locate(bundle, environment, at('terraform.tfvars', piece)).location)).toEqual(['dev.yaml', text]);
  });

  it('finds a setting of main.yaml at its line', () => {
    expect(shown(locate(bundle, environment, at('main.yaml', 'us-central1')).location)).toEqual([
      'dev.yaml',
      'us-central1',
    ]);
    expect(shown(locate(bundle, environment, at('main.yaml', 'risk')).location)).toEqual(['dev.yaml', 'risk']);
  });

  it('finds a generated variable at its parameter', () => {
    expect(shown(locate(bundle, environment, at('variables.tf', 'variable "region"')).location)).toEqual([
      'blueprint.yaml',
      'region',
    ]);
  });

  it('answers with the environment where nobody wrote the text', () => {
    expect(locate(bundle, environment, { file: 'terraform/backend.tf', range: { start: 0, end: 3 } }).location).toEqual(
      environment.nameLocation,
    );
    expect(locate(bundle, environment, { file: 'no.tf', range: { start: 0, end: 3 } }).location).toEqual(
      environment.nameLocation,
    );
  });
});

describe('locateOrigin', () => {
  const noSteps = { variables: [], through: [] };

  it('follows the engine’s sources through the tfvars to the narrowest line', () => {
    const origin = {
      ...at('main.tf', 'var.region'),
      ...noSteps,
      variables: ['labels'],
      sources: [at('terraform.tfvars', '"risk"')],
    };
    const { location, related } = locateOrigin(bundle, environment, origin);
    expect(shown(location)).toEqual(['dev.yaml', 'risk']);
    expect(related.map(({ message, location: place }) => [message, ...shown(place)])).toEqual([
      ['used here', 'main.tf.hbs', 'var.region'],
    ]);
  });

  it('goes by the variable’s name where there are no sources', () => {
    const origin = { ...at('main.tf', 'var.region'), ...noSteps, variables: ['region'] };
    expect(shown(locateOrigin(bundle, environment, origin).location)).toEqual(['dev.yaml', 'europe-west1']);
  });

  it('puts the value written into a template first', () => {
    const origin = { ...at('main.tf', '"a-demo-b"'), ...noSteps };
    expect(shown(locateOrigin(bundle, environment, origin).location)).toEqual(['dev.yaml', 'demo']);
  });

  it('is the template’s place for a constant', () => {
    const origin = { ...at('main.tf', '"data"'), ...noSteps };
    expect(shown(locateOrigin(bundle, environment, origin).location)).toEqual(['main.tf.hbs', '"data"']);
  });
});

describe('applyToMap', () => {
  it('keeps every verbatim piece equal to its source, whatever is edited', () => {
    const cuts = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.string({ maxLength: 3 })), { maxLength: 6 });
    const sizes = fc.array(fc.tuple(fc.nat(6), fc.boolean()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, cuts, (pieces, changes) => {
        const source = 'abcdefghijklmnopqrstuvwxyz0123456789';
        let start = 0;
        const segments = pieces.map(([size, verbatim]) => {
          const generated = { start, end: start + size };
          start += size;
          return { generated, source: { file: 's', range: generated }, verbatim };
        });
        const text = source.slice(0, start);
        let offset = 0;
        const edits = changes.flatMap(([gap, length, inserted]) => {
          const range = { start: offset + gap, end: offset + gap + length };
          offset = range.end + 1;
          return range.end <= text.length ? [{ range, text: inserted }] : [];
        });
        const moved = applyToMap(
          { text, segments: segments.filter(({ generated }) => generated.end > generated.start) },
          edits,
        );
        let last = 0;
        for (const { generated, source: place, verbatim } of moved.segments) {
          expect(generated.start).toBeGreaterThanOrEqual(last);
          expect(generated.end).toBeGreaterThan(generated.start);
          last = generated.end;
          if (!verbatim) continue;
          expect(moved.text.slice(generated.start, generated.end)).toBe(
            source.slice(place.range?.start, place.range?.end),
          );
        }
        expect(last).toBeLessThanOrEqual(moved.text.length);
      }),
    );
  });
});

describe('the source maps of the blueprints at hand', () => {
  const root = join(import.meta.dirname, '../..');

  it('show verbatim text as it stands in its template, in order and without overlap', async () => {
    const { value: workspace } = loadWorkspace(root);
    if (workspace === undefined) throw new Error('no workspace');
    const cel = await loadCelFor(workspace);
    const cache = createRenderCache(cel);
    const abstract = new Set(
      workspace.environments.filter(({ value }) => value.metadata.abstract).map(({ file }) => file),
    );
    let pieces = 0;
    for (const { file, value } of workspace.environments) {
      if (abstract.has(file)) continue;
      const name = `${file.split('/')[1]}/${value.metadata.name}`;
      const resolved = resolveEnvironment(workspace, name, noOverrides, cel).value;
      if (resolved === undefined) continue;
      for (const { sourceMap, text } of renderEnvironment(resolved, cache).value?.files ?? []) {
        let last = 0;
        for (const { generated, source, verbatim } of sourceMap) {
          expect(generated.start).toBeGreaterThanOrEqual(last);
          last = generated.end;
          if (!verbatim) continue;
          const authored = workspace.sources.get(source.file) ?? readFileSync(join(root, source.file), 'utf8');
          expect(text.slice(generated.start, generated.end)).toBe(
            authored.slice(source.range?.start, source.range?.end),
          );
          pieces += 1;
        }
      }
    }
    expect(pieces).toBeGreaterThan(100);
  });
});
