import {
  fieldsOf,
  type MessageName,
  type MethodName,
  methodNames,
  methodOf,
  pathVariable,
} from '../config-api/methods.ts';
import type { ConfigApi } from './config-api.ts';

/** A request message: fields by JSON name. */
export type RequestMessage = Readonly<Record<string, unknown>>;

/** How a transport calls the service. Both throw `ServiceError`. */
export interface MethodCaller {
  /** The answer of a method. */
  call(method: MethodName, request: RequestMessage): Promise<unknown>;
  /** All items of a list method. */
  list(method: MethodName, request: RequestMessage): Promise<readonly unknown[]>;
}

/** The port by the names of the table: a method that only one of the two has does not compile. */
type PortOfTable = { [Name in Uncapitalize<MethodName>]: ConfigApi[Name] };

/**
 * The port on a caller: each method is one row of the table of methods. A text given to a method is the value of its path's
 * variable; further fields may follow it.
 */
export function methodTableApi(caller: MethodCaller): ConfigApi {
  const api: Record<string, unknown> = {};
  for (const method of methodNames) {
    const send = isList(method) ? caller.list : caller.call;
    const { field } = pathVariable(methodOf(method));
    api[portName(method)] = (subject: string | RequestMessage, more: RequestMessage = {}) =>
      send(method, typeof subject === 'string' ? { [field]: subject, ...more } : subject);
  }
  // Cast: the loop above has put in a function for every row; the contract test holds them to the messages of the rows.
  return api as unknown as PortOfTable;
}

/** Name of a method in the port and in generated clients: `createDeployment`. */
export function portName(method: MethodName): Uncapitalize<MethodName> {
  return `${method.charAt(0).toLowerCase()}${method.slice(1)}` as Uncapitalize<MethodName>;
}

/** Whether a method answers pages. */
export function isList(method: MethodName): boolean {
  return method.startsWith('List');
}

/** Field of a list method's answer that holds the items, and their message. */
export function itemsOf(method: MethodName): { readonly field: string; readonly message: MessageName } {
  const { response } = methodOf(method);
  const fields = response === 'Empty' ? {} : fieldsOf(response);
  const [field, type] =
    Object.entries(fields).find(([name, type]) => type.endsWith('[]') && name !== 'unreachable') ?? [];
  if (field === undefined || type === undefined) throw new TypeError(`${method} answers no list`);
  // Cast: every list of the service is one of messages.
  return { field, message: type.slice(0, -2) as MessageName };
}
