import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Blueprint, LoadedBlueprint } from '../../src/load/blueprint.ts';
import type { DocumentKind, SourceDocument } from '../../src/load/document.ts';
import type { Environment } from '../../src/load/environment.ts';
import { readYaml } from '../../src/load/read-yaml.ts';
import type { Workspace } from '../../src/load/workspace.ts';

/**
 * A workspace out of texts, by file. Blueprints are `blueprints/<name>/blueprint.yaml`, every other file an environment; neither is held against its schema,
 * and a text that does not begin with a key stays a file that could not be read.
 */
export function smallWorkspace(files: Readonly<Record<string, string>>): Workspace {
  const blueprints = new Map<string, LoadedBlueprint>();
  const environments: SourceDocument<Environment>[] = [];
  for (const [file, text] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!/^[a-z]/.test(text)) continue;
    if (file.endsWith('/blueprint.yaml')) {
      const document = sourceDocument<Blueprint>('Blueprint', file, text);
      const folder = file.slice(0, -'/blueprint.yaml'.length);
      blueprints.set(document.value.metadata.name, { document, folder, templates: new Map() });
    } else environments.push(sourceDocument<Environment>('Environment', file, text));
  }
  return { root: '/workspace', blueprints, environments, sources: new Map(Object.entries(files)) };
}

function sourceDocument<T>(kind: DocumentKind, file: string, text: string): SourceDocument<T> {
  const { value, diagnostics } = readYaml(text, file);
  if (value === undefined || diagnostics.length > 0) throw new Error(`${file}: ${diagnostics[0]?.message}`);
  return { kind, file, text, value: value.value as T, positions: value.positions, ignores: value.ignores };
}

/** A blueprint document around the parameter object (YAML, not indented) and what else stands in `spec`. */
export function blueprintText(name: string, parameters: string, spec = ''): string {
  return [
    'apiVersion: imprint/v1',
    'kind: Blueprint',
    `metadata: {name: ${name}, version: 1.2.3}`,
    'spec:',
    '  terraform: {version: "1.5.7", providers: {}}',
    ...(spec.includes('templates:') ? [] : ['  templates: []']),
    ...indent(spec, 2),
    '  parameters:',
    ...indent(parameters, 4),
    '',
  ].join('\n');
}

/** An environment document around its `spec` (YAML, not indented); project and location are given unless `spec` sets them. */
export function environmentText(name: string, spec: string, metadata = ''): string {
  return [
    'apiVersion: imprint/v1',
    'kind: Environment',
    `metadata: {name: ${name}${metadata && `, ${metadata}`}}`,
    spec === '' && metadata.includes('abstract') ? 'spec: {}' : 'spec:',
    ...(/^project:/m.test(spec) || metadata.includes('abstract') ? [] : ['  project: some-project']),
    ...(/^location:/m.test(spec) || metadata.includes('abstract') ? [] : ['  location: us-central1']),
    ...indent(spec, 2),
    '',
  ].join('\n');
}

function indent(text: string, by: number): readonly string[] {
  return text === '' ? [] : text.split('\n').map((line) => (line === '' ? line : ' '.repeat(by) + line));
}

/** A diagnostic as one line: code, file, line and the text it points at. */
export function brief(workspace: Workspace, { code, message, location }: Diagnostic): string {
  if (location === undefined) return `${code} - ${message}`;
  const text = workspace.sources.get(location.file) ?? '';
  const range = location.range ?? { start: 0, end: 0 };
  const line = text.slice(0, range.start).split('\n').length;
  return `${code} ${location.file}:${line} [${text.slice(range.start, range.end)}] ${message}`;
}
