import { addressOfInstance, type InstanceKey } from './state-address.ts';

/** A step of an address: `module.a["x"]`, or the resource `data.google_x.y[0]` at its end. */
export interface AddressStep {
  readonly name: string;
  readonly key?: InstanceKey;
}

const step = /(module\.[\w-]+|(?:data\.)?[\w-]+\.[\w-]+)(?:\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\])?(?:\.|$)/y;

/** The steps of an address; undefined when it is none. */
export function parseAddress(address: string): readonly AddressStep[] | undefined {
  const steps: AddressStep[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < address.length) {
    const match = step.exec(address);
    if (match === null) return undefined;
    const [, name = '', index, key] = match;
    if (index !== undefined) steps.push({ name, key: Number(index) });
    else if (key !== undefined) steps.push({ name, key: readKey(key) });
    else steps.push({ name });
  }
  return steps.length === 0 ? undefined : steps;
}

function readKey(quoted: string): string {
  // Keys are escaped as in JSON, apart from template marks.
  const text: unknown = JSON.parse(quoted.replace(/([$%])\1\{/g, '$1{'));
  return String(text);
}

/** The text of an address. */
export function printAddress(steps: readonly AddressStep[]): string {
  return steps.map(({ name, key }) => addressOfInstance(name, key)).join('.');
}
