import { type FunctionContext, FunctionFault, MissingEngine } from './function.ts';

/**
 * The text of a file of the module.
 *
 * @throws {FunctionFault} when there is no such file
 * @throws {MissingEngine} when the path leads out of what was read
 */
export function readFile(path: string, context: FunctionContext): string {
  const found = findFile(path, context);
  if (found === undefined) throw new FunctionFault(`there is no file "${path}" in the module, or it is no text`, 0);
  return found;
}

/**
 * The text of a file of the module, or undefined when there is none.
 *
 * @throws {MissingEngine} when the path leads out of what was read
 */
export function findFile(path: string, { files }: FunctionContext): string | undefined {
  const relative = modulePath(path);
  const found = files.get(relative);
  if (found === undefined && leavesModule(relative)) throw notRead(path);
  return found;
}

/**
 * A folder as the module's files are keyed; they may be those of modules beside it.
 *
 * @throws {MissingEngine} when the path leads out of what was read
 */
export function findFolder(path: string, { files }: FunctionContext): string {
  const relative = modulePath(path);
  if (leavesModule(relative) && ![...files.keys()].some((file) => file.startsWith(`${relative}/`))) throw notRead(path);
  return relative;
}

function leavesModule(relative: string): boolean {
  return relative === '..' || relative.startsWith('../');
}

function notRead(path: string): MissingEngine {
  return new MissingEngine(`the file "${path}", which is not part of the module`);
}

/**
 * A path as the module's files are keyed: relative to the root module, without `.` and `..` in the middle.
 *
 * @throws {MissingEngine} when it is absolute or in somebody's home
 */
export function modulePath(path: string): string {
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path)) throw notRead(path);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
