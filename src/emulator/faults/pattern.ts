/** Whether a name, or its last segment, fits a pattern in which `*` stands for any characters (21.2). Takes linear time for each `*`. */
export function fits(pattern: string, name: string): boolean {
  return matches(pattern, name) || matches(pattern, name.slice(name.lastIndexOf('/') + 1));
}

function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
