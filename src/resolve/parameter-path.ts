/**
 * The keys of a path as people type it: `a.b`, `a.0` or `a[0]`, `a["b.c"]`, `a.b\.c`, or a pointer `/a/b.c`.
 * Undefined when a bracket is left open or a key is empty.
 */
export function parsePath(text: string): readonly string[] | undefined {
  if (text.startsWith('/')) return pointerKeys(text);
  const keys: string[] = [];
  const piece = /(^|(?!^)\.)((?:[^.[\]\\]|\\.)+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gsy;
  let end = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    const [, , name, index, quoted] = match;
    const key = name !== undefined ? name.replace(/\\(.)/gs, '$1') : (index ?? unquote(quoted ?? ''));
    if (key === undefined) return undefined;
    keys.push(key);
    end = piece.lastIndex;
  }
  return end === text.length && keys.length > 0 ? keys : undefined;
}

function unquote(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch (cause) {
    // Not JSON: the path is refused as a whole by the caller.
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function pointerKeys(text: string): readonly string[] | undefined {
  const keys = text.slice(1).split('/');
  return keys.includes('') ? undefined : keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A path as messages show it: `a.b[0]`, with quotes where a key needs them. */
export function showPath(keys: readonly (string | number)[]): string {
  return keys.reduce<string>((text, key) => {
    if (typeof key === 'number' || /^\d+$/.test(key)) return `${text}[${key}]`;
    if (!/^[^\s.[\]"\\]+$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** Where the value of a `path=value` argument begins: at its first `=` outside `["…"]`; -1 without one. */
export function findEquals(argument: string): number {
  const head = /^(?:[^="[]|\["(?:[^"\\]|\\.)*"\]|\[)*=/s.exec(argument);
  return head === null ? argument.indexOf('=') : head[0].length - 1;
}
