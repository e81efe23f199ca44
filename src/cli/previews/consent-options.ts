import type { Consent } from '../../submit/previews/change-kinds.ts';
import type { Option, ParsedArguments } from '../command.ts';
import type { PreviewRecord } from './preview-records.ts';

/** Options that agree beforehand to losing something. */
export const consentOptions: readonly Option[] = [
  { name: 'allow-replace', summary: 'go on although resources are replaced: destroyed and made again' },
  { name: 'allow-destroy', summary: 'go on although resources are destroyed' },
];

/** What the options agree to. */
export function readConsent(options: ParsedArguments): Consent {
  return {
    allowReplace: options.isSet('allow-replace') === true,
    allowDestroy: options.isSet('allow-destroy') === true,
  };
}

/** Lines that name what would be lost without consent, and the options that agree to it; none when there is nothing to agree to. */
export function refusalLines(
  records: readonly PreviewRecord[],
  { allowReplace, allowDestroy }: Consent,
): readonly string[] {
  const lost = (action: 'replace' | 'destroy'): readonly string[] =>
    records.flatMap(({ environment, changes }) =>
      changes
        .filter((change) => change.action === action)
        .map(({ address }) => `  ${environment}  ${action}  ${address}`),
    );
  const replaced = allowReplace ? [] : lost('replace');
  const destroyed = allowDestroy ? [] : lost('destroy');
  const needed = [
    ...(replaced.length > 0 ? ['--allow-replace'] : []),
    ...(destroyed.length > 0 ? ['--allow-destroy'] : []),
  ];
  return needed.length === 0 ? [] : [`this needs ${needed.join(' and ')}:`, ...replaced, ...destroyed];
}
