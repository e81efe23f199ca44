import type { Value } from '../../hcl/value.ts';
import { formatNumber } from '../../hcl/values/number-text.ts';

/** Characters of a text that are shown. */
const maxShown = 80;

/** A value in a message: never one that is marked; long texts are cut. */
export function showValue(value: Value, isSensitive: boolean): string {
  if (isSensitive || value.sensitive === true || value.ephemeral === true) return 'a sensitive value';
  switch (value.kind) {
    case 'string':
      return quote(value.value);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    default:
      return 'this value';
  }
}

/** A text in quotation marks, cut when it is long. */
export function quote(text: string): string {
  const characters = [...text];
  return JSON.stringify(characters.length > maxShown ? `${characters.slice(0, maxShown).join('')}…` : text);
}

/** `"a", "b" or "c"`: up to 40 of them. */
export function oneOf(choices: readonly (string | number)[]): string {
  const shown = choices.slice(0, 40).map((choice) => (typeof choice === 'string' ? JSON.stringify(choice) : choice));
  if (choices.length > shown.length) shown.push(`${choices.length - shown.length} others`);
  const last = shown.pop() ?? '';
  return shown.length === 0 ? String(last) : `${shown.join(', ')} or ${last}`;
}
