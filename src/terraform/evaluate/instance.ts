import type { Value } from '../../hcl/value.ts';
import type { ModuleNode } from '../config/module-tree.ts';

/** One instance of a module with everything evaluated in it so far. */
export interface ModuleInstance {
  readonly node: ModuleNode;
  /** `module.a["x"].module.b`; `''` is the root. */
  readonly address: string;
  /** Absent for the root. */
  readonly parent?: ModuleInstance;
  readonly repetition: Repetition;
  readonly variables: Map<string, Value>;
  readonly locals: Map<string, Value>;
  /** By `type.name` or `data.type.name`: the value of all instances together. */
  readonly resources: Map<string, Value>;
  readonly outputs: Map<string, Value>;
  /** Instances of child modules by call name. */
  readonly modules: Map<string, ModuleInstances>;
}

/** All instances of one `module` block in one instance of its parent. */
export interface ModuleInstances {
  readonly form: RepetitionForm;
  readonly instances: readonly ModuleInstance[];
}

/** How a block is repeated; `unknown` when its `count` or `for_each` is not known. */
export type RepetitionForm = 'single' | 'count' | 'each' | 'unknown';

/** Which of the instances of a block one is. */
export type Repetition =
  | { readonly form: 'single' }
  | { readonly form: 'count'; readonly index: number }
  | { readonly form: 'each'; readonly key: string; readonly value: Value }
  | { readonly form: 'unknown' /** Not shown in addresses: every instance is meant. */; readonly isAny?: true };

/** A new module instance, nothing evaluated yet. */
export function newInstance(node: ModuleNode, repetition: Repetition, parent?: ModuleInstance): ModuleInstance {
  const name = node.parent?.call.name;
  const own = name === undefined ? '' : `module.${name}${keySuffix(repetition)}`;
  return {
    node,
    address: parent === undefined || parent.address === '' ? own : `${parent.address}.${own}`,
    ...(parent !== undefined && { parent }),
    repetition,
    variables: new Map(),
    locals: new Map(),
    resources: new Map(),
    outputs: new Map(),
    modules: new Map(),
  };
}

/** Whether it is known that there is this instance: where a `count` is not known, there may turn out to be none. */
export function isSure({ repetition, parent }: ModuleInstance): boolean {
  return repetition.form !== 'unknown' && (parent === undefined || isSure(parent));
}

/** `[0]`, `["key"]`, `[*]` for an unknown one, or nothing. */
export function keySuffix(repetition: Repetition): string {
  switch (repetition.form) {
    case 'single':
      return '';
    case 'count':
      return `[${repetition.index}]`;
    case 'each':
      return `[${quoteKey(repetition.key)}]`;
    case 'unknown':
      return repetition.isAny ? '' : '[*]';
  }
}

function quoteKey(key: string): string {
  const escaped = key.replace(/["\\\n\r\t]/g, (character) => keyEscapes[character] ?? character);
  return `"${escaped.replace(/[$%](?=\{)/g, '$&$&')}"`;
}

const keyEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
