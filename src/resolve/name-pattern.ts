/** Whether a selector is a pattern rather than a name. */
export function isPattern(selector: string): boolean {
  return /[*?{]/.test(selector);
}

/**
 * The test of a name pattern: `*` any characters but `/`, `**` any characters, `?` one character, `{a,b}` either.
 * Everything else stands for itself.
 */
export function compilePattern(pattern: string): (name: string) => boolean {
  const source = pattern.replace(/\*+|\{[^{}]*\}|[\s\S]/g, (piece) => {
    if (piece === '*') return '[^/]*';
    if (piece.startsWith('*')) return '.*';
    if (piece === '?') return '[^/]';
    if (piece.length > 1) return `(?:${piece.slice(1, -1).split(',').map(escapeText).join('|')})`;
    return escapeText(piece);
  });
  const expression = new RegExp(`^(?:${source})$`, 's');
  return (name) => expression.test(name);
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
