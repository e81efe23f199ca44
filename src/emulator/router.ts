import { type Method, type MethodName, methodNames, methodOf, pathVariable } from '../config-api/methods.ts';
import { ApiError } from './api-error.ts';

/** The method a request means, and the resource name in its path. */
export interface Route {
  readonly name: MethodName;
  readonly method: Method;
  /** Value of the path's variable, decoded: `projects/p/locations/l/deployments/d`. */
  readonly resource: string;
}

interface Pattern {
  readonly name: MethodName;
  readonly method: Method;
  /** Segments of the whole path without `v1`; `*` stands for any one. */
  readonly segments: readonly string[];
  /** How many of them are the resource name. */
  readonly nameLength: number;
  /** Custom verb; `''` for standard methods. */
  readonly customVerb: string;
}

const patterns: readonly Pattern[] = methodNames.map((name) => {
  const method = methodOf(name);
  const { pattern, suffix } = pathVariable(method);
  const [collection = '', customVerb = ''] = suffix.split(':');
  const segments = `${pattern}${collection}`.split('/');
  return { name, method, segments, nameLength: pattern.split('/').length, customVerb };
});

/**
 * Finds the method for a verb and an encoded path such as `/v1/projects/p/locations/l/deployments/d:lock`.
 * @throws ApiError when there is none, or when the path is not well encoded.
 */
export function route(verb: string, path: string): Route {
  if (!path.startsWith('/v1/')) throw methodNotFound(verb, path);
  const segments = decodeSegments(path);
  const last = segments.at(-1) ?? '';
  const colon = last.lastIndexOf(':');
  const customVerb = colon < 0 ? '' : last.slice(colon + 1);
  const plain = colon < 0 ? segments : [...segments.slice(0, -1), last.slice(0, colon)];
  const found = patterns.find(
    (pattern) => pattern.method.verb === verb && pattern.customVerb === customVerb && matches(pattern, plain),
  );
  if (found === undefined) throw methodNotFound(verb, path);
  return { name: found.name, method: found.method, resource: plain.slice(0, found.nameLength).join('/') };
}

function methodNotFound(verb: string, path: string): ApiError {
  return new ApiError('NOT_FOUND', `Method not found: ${verb} ${path}`);
}

function decodeSegments(path: string): readonly string[] {
  try {
    return path
      .split('/')
      .slice(2)
      .map((segment) => decodeURIComponent(segment));
  } catch {
    throw new ApiError('INVALID_ARGUMENT', `The path is not well encoded: ${path}`);
  }
}

function matches(pattern: Pattern, segments: readonly string[]): boolean {
  return (
    pattern.segments.length === segments.length &&
    pattern.segments.every((part, index) => {
      const segment = segments[index] ?? '';
      return part === '*' ? segment !== '' && !segment.includes('/') : part === segment;
    })
  );
}
