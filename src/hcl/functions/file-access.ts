import { utf8Text } from '../utf8.ts';
import { FileOutside, type FunctionContext, FunctionFault } from './function.ts';

/**
 * The text of a file of the module.
 *
 * @throws {FunctionFault} when there is no such file, or it holds no text
 * @throws {FileOutside} when the path leads out of what was read
 */
export function readText(path: string, context: FunctionContext): string {
  const found = findFile(path, context);
  const text = typeof found === 'string' ? found : utf8Text(found?.() ?? missing(path, context));
  if (text !== undefined) return text;
  throw new FunctionFault(`the file "${path}" is no UTF-8 text; filebase64 and the hashes of files take any bytes`, 0);
}

/**
 * The bytes of a file of the module.
 *
 * @throws {FunctionFault} when there is no such file
 * @throws {FileOutside} when the path leads out of what was read
 */
export function readBytes(path: string, context: FunctionContext): Uint8Array {
  const found = findFile(path, context);
  return typeof found === 'string' ? Buffer.from(found, 'utf8') : (found?.() ?? missing(path, context));
}

/**
 * Whether the module has a file.
 *
 * @throws {FileOutside} when the path leads out of what was read
 */
export function hasFile(path: string, context: FunctionContext): boolean {
  return findFile(path, context) !== undefined;
}

function findFile(
  path: string,
  { files, others }: FunctionContext,
): string | (() => Uint8Array | undefined) | undefined {
  const relative = modulePath(path);
  const found = files.get(relative) ?? others?.get(relative);
  if (found === undefined && leavesModule(relative)) throw new FileOutside(path);
  return found;
}

function missing(path: string, { others }: FunctionContext): never {
  throw new FunctionFault(`there is no ${others === undefined ? 'text file' : 'file'} "${path}" in the module`, 0);
}

/**
 * A folder as the module's files are keyed; they may be those of modules beside it.
 *
 * @throws {FileOutside} when the path leads out of what was read
 */
export function findFolder(path: string, context: FunctionContext): string {
  const relative = modulePath(path);
  if (leavesModule(relative) && !pathsOf(context).some((file) => file.startsWith(`${relative}/`)))
    throw new FileOutside(path);
  return relative;
}

/** Paths of all files, relative to the root module. */
export function pathsOf({ files, others }: FunctionContext): readonly string[] {
  return [...files.keys(), ...(others?.keys() ?? [])];
}

function leavesModule(relative: string): boolean {
  return relative === '..' || relative.startsWith('../');
}

/**
 * A path as the module's files are keyed: relative to the root module, without `.` and `..` in the middle.
 *
 * @throws {FileOutside} when it is absolute or in somebody's home
 */
export function modulePath(path: string): string {
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path)) throw new FileOutside(path);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
