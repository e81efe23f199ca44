/**
 * Why a path cannot be one of a bundle's files; undefined when it can. Paths are relative, with `/`, stay below the bundle's folder, and can be
 * checked out on any system.
 */
export function outputPathFault(path: string): string | undefined {
  if (path === '' || path.endsWith('/')) return 'names no file';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (path.includes('\\')) return 'has a backslash; folders are separated by `/`';
  const parts = path.split('/');
  for (const part of parts) {
    const fault = partFault(part);
    if (fault !== undefined) return fault;
  }
  if (parts.length === 1) return 'is in no folder; the folder of an environment itself belongs to imprint';
  return path.length > 200 ? 'is longer than 200 characters' : undefined;
}

function partFault(part: string): string | undefined {
  if (part === '') return 'has an empty folder name';
  if (part === '.' || part === '..') return `must not hold \`${part}\``;
  if (!/^[A-Za-z0-9._+@ -]+$/.test(part))
    return `has a character other than letters, digits and \`. _ + @ -\` in \`${part}\``;
  if (/[. ]$/.test(part) || part.startsWith(' '))
    return `has a name that begins with a space or ends in a space or dot: \`${part}\``;
  // Names of devices, with any ending.
  // @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
  if (/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i.test(part))
    return `has a name reserved on Windows: \`${part}\``;
  return part.toLowerCase() === '.git' || part.startsWith('.imprint') ? `has a reserved name: \`${part}\`` : undefined;
}
