import { parseBody } from '../../hcl/syntax/parse.ts';
import { argumentOf, blocksOf, literalText } from '../config/blocks.ts';

/**
 * Versions of providers in a dependency lock file (`.terraform.lock.hcl`), by full source address. What cannot be read is left out.
 *
 * @see https://developer.hashicorp.com/terraform/language/files/dependency-lock
 */
export function lockedVersions(text: string): ReadonlyMap<string, string> {
  const { value } = parseBody(text, '.terraform.lock.hcl');
  const versions = new Map<string, string>();
  for (const { labels, body } of blocksOf(value, 'provider')) {
    const [address] = labels;
    const version = literalText(argumentOf(body, 'version')?.value);
    if (address !== undefined && version !== undefined) versions.set(address.text, version);
  }
  return versions;
}
