import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { argumentOf, literalText } from './blocks.ts';
import type { Placed } from './module-config.ts';
import { reportAt } from './recorder.ts';
import { parseConstraint } from './version-constraint.ts';

/**
 * Reports a `source` that no module can be at, and a `version` that is no constraint or stands with a source without versions.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/sources
 */
export function checkModuleSource({ block, file }: Placed, faults: Diagnostic[]): void {
  const source = argumentOf(block.body, 'source');
  const version = argumentOf(block.body, 'version');
  const text = literalText(source?.value);
  if (source === undefined || text === undefined) return;
  if (!isSource(text)) {
    reportAt(faults, source.file ?? file, source.value.range, {
      code: 'invalid-declaration',
      message: `"${text}" is no place of a module`,
      hint: text === '' ? 'write a path such as "./modules/a"' : `write "./${text}" for a folder of this module`,
    });
  }
  const constraint = literalText(version?.value);
  if (version === undefined || constraint === undefined) return;
  const place = version.file ?? file;
  if (parseConstraint(constraint) === undefined) {
    const message = 'a version constraint such as "~> 4.0" is expected here';
    reportAt(faults, place, version.value.range, { code: 'required-version', message });
  } else if (isSource(text) && !isRegistrySource(text)) {
    reportAt(faults, source.file ?? file, source.value.range, {
      code: 'invalid-declaration',
      message: `"${text}" is no module of a registry, and only those have a version`,
      hint: 'remove the version, or name the revision in the source where it is a repository',
    });
  }
}

/** Whether a source is a folder beside the module that names it. */
export function isLocalSource(source: string): boolean {
  return /^\.\.?\//.test(source) || source === '.' || source === '..';
}

// `namespace/name/provider`, with a host before it that has a dot or a port, and a folder within after `//`.
function isRegistrySource(source: string): boolean {
  const [path = ''] = source.split('//', 1);
  const parts = path.split('/');
  if (isLocalSource(source) || parts.length < 3 || parts.length > 4) return false;
  const names = parts.length === 4 ? parts.slice(1) : parts;
  const isHost = parts.length === 3 || isHostName(parts[0] ?? '');
  const isWithoutRegistry = parts.length === 4 && /^(github\.com|bitbucket\.org)$/.test(parts[0] ?? '');
  return isHost && !isWithoutRegistry && names.every((name) => /^[0-9A-Za-z][\w-]*$/.test(name));
}

function isHostName(text: string): boolean {
  return /^[^@]+[.:]/.test(text);
}

// What is neither local nor of a registry is fetched in ways of which there are many; only plain names are certainly none of them.
function isSource(source: string): boolean {
  if (isLocalSource(source) || isRegistrySource(source)) return true;
  const [first = ''] = source.split('/', 1);
  return /^[/~]|::|:\/\/|@|\\/.test(source) || isHostName(first);
}
