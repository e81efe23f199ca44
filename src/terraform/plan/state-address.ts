/** Key of an instance: number for `count`, text for `for_each`; absent for a single one. */
export type InstanceKey = number | string;

/** Address of a resource without instance key: `module.a["x"].data.google_project.p`. */
export function addressOfResource(module: string, mode: 'managed' | 'data', type: string, name: string): string {
  const prefix = module === '' ? '' : `${module}.`;
  return `${prefix}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

/** Address of an instance: that of its resource with the key, if there is one. */
export function addressOfInstance(resource: string, key: InstanceKey | undefined): string {
  if (key === undefined) return resource;
  return `${resource}[${typeof key === 'number' ? key : quoteKey(key)}]`;
}

/** A key as addresses show it. */
export function quoteKey(key: string): string {
  return JSON.stringify(key).replace(/([$%])\{/g, '$1$1{');
}
