import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UsageError } from '../errors.ts';
import type { IgnoreComment } from '../load/document.ts';
import { isFolder, isYamlFile, listFiles } from '../load/list-files.ts';
import { readYamlStream } from '../load/read-yaml.ts';
import { SourceReader } from '../load/source-reader.ts';
import { readPolicySet } from '../policy/documents/read-policy-set.ts';
import type { PolicySet } from '../policy/model.ts';
import { shownPath } from './shown-path.ts';

/** Policies read from files. */
export interface ReadPolicies {
  /** Incomplete when there are errors among the diagnostics; nothing may be judged by it then. */
  readonly set: PolicySet;
  /** Texts by file, named relative to the working directory. */
  readonly sources: ReadonlyMap<string, string>;
  /** Faults of reading alone; `lintPolicySet` finds more. */
  readonly diagnostics: readonly Diagnostic[];
  /** `# imprint:ignore` comments by file. */
  readonly ignores: ReadonlyMap<string, readonly IgnoreComment[]>;
}

/**
 * Reads the policies, custom constraints and hierarchy of files and folders (all YAML and JSON files below).
 * @throws UsageError where there is nothing
 */
export function readPolicies(paths: readonly string[], cwd: string): ReadPolicies {
  const sources = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) readPath(path, cwd, sources, diagnostics);
  const ignores = new Map(
    [...sources].map(([file, text]) => {
      const mayIgnore = text.includes('imprint:ignore');
      return [file, (mayIgnore && readYamlStream(text, file).value?.ignores) || []] as const;
    }),
  );
  const read = readPolicySet([...sources].map(([file, text]) => ({ file, text })));
  const { value: set = { policies: [], customConstraints: [], hierarchy: emptyHierarchy } } = read;
  return { set, sources, diagnostics: [...diagnostics, ...read.diagnostics], ignores };
}

const emptyHierarchy: PolicySet['hierarchy'] = { nodes: new Map(), projectOfNumber: new Map(), domains: new Map() };

/** Reads one file or folder; names are relative to the working directory, as they are shown. */
function readPath(path: string, cwd: string, sources: Map<string, string>, diagnostics: Diagnostic[]): void {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new UsageError(`there is no file or folder '${path}'`);
  const isFile = !isFolder(absolute);
  const root = isFile ? dirname(absolute) : absolute;
  const reader = new SourceReader(root);
  const listed = isFile ? { files: [basename(absolute)], diagnostics: [] } : listFiles(root, '.');
  reader.report(listed.diagnostics);
  for (const file of listed.files) {
    if (!isFile && !isYamlFile(file) && !file.endsWith('.json')) continue;
    const text = reader.read(file);
    if (text !== undefined) sources.set(shownPath(resolve(root, file), cwd), text);
  }
  for (const diagnostic of reader.diagnostics) {
    const { location } = diagnostic;
    const file = location && shownPath(resolve(root, location.file), cwd);
    diagnostics.push({ ...diagnostic, ...(location && file !== undefined && { location: { ...location, file } }) });
  }
}
