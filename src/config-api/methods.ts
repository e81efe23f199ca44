import { messages, methods } from './descriptors.ts';

/** Name of a method: `CreateDeployment`. */
export type MethodName = keyof typeof methods;

/** Name of a message with fields. */
export type MessageName = keyof typeof messages;

/** A method of the service. */
export interface Method {
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with one variable, which stands for a resource name: `/v1/{name=PATTERN}:lock`. */
  readonly path: string;
  /** Request field that the body fills, `*` for the whole request; absent: the method has no body. */
  readonly body?: string;
  readonly request: MessageName;
  /** Response message, or that of the operation; `Empty` has no fields. */
  readonly response: MessageName | 'Empty';
  /** Answers an Operation. */
  readonly longRunning?: true;
  readonly service: string;
  /** Query parameters that must be given; absent: none. */
  readonly requiredQuery?: readonly string[];
}

/** Facts of a method. */
export function methodOf(name: MethodName): Method {
  return methods[name];
}

/** Names of all methods, sorted. */
export const methodNames: readonly MethodName[] = (Object.keys(methods) as MethodName[]).sort();

/** Types of a message's fields by JSON name. */
export function fieldsOf(message: MessageName): Readonly<Record<string, string>> {
  return messages[message];
}

/** Whether a type is a message with fields. */
export function isMessage(type: string): type is MessageName {
  return Object.hasOwn(messages, type);
}

/** The field a method's path fills (`deployment.name`), the pattern of its value, and what follows it (`:lock`, `/revisions`). */
export function pathVariable(method: Method): {
  readonly field: string;
  readonly pattern: string;
  readonly suffix: string;
} {
  const match = /^\/v1\/\{([\w.]+)=([^}]+)\}(.*)$/.exec(method.path);
  if (match === null) throw new TypeError(`unexpected path ${method.path}`);
  const [, field = '', pattern = '', suffix = ''] = match;
  return { field, pattern, suffix };
}

/** JSON names of a method's query parameters; nested messages (`options`) are filled by dotted names. */
export function queryParameters(method: Method): readonly string[] {
  if (method.body === '*') return [];
  const bound = [method.body, pathVariable(method).field];
  return Object.keys(fieldsOf(method.request)).filter((field) => !bound.includes(field));
}
