import { joinPointer } from '../../load/pointer.ts';
import type { Rule } from '../rule.ts';

/** UTF-8 bytes of all keys and values together at most. */
const maxBytes = 256 * 1024;
const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const prefixPattern = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** Annotations of the deployment break the rules for annotations. */
export const imAnnotations: Rule = {
  code: 'im-annotations',
  severity: 'error',
  scope: 'deployment',
  summary: 'Annotations of the deployment break the rules for annotations',
  why: 'Annotations follow the rules of Kubernetes: a name of up to 63 characters, if need be with a DNS name and a slash before it, and 256 KiB for all of them together. The service refuses the whole request otherwise.',
  source: 'https://google.aip.dev/148#annotations',
  check: ({ environment }, report) => {
    const annotations = Object.entries(environment.deployment.annotations ?? {});
    for (const [key] of annotations) {
      if (isKey(key)) continue;
      report({
        message: `annotation key \`${key}\` is not a name of up to 63 letters, digits, \`-\`, \`_\` and \`.\`, with an optional DNS name and \`/\` before it`,
        at: { kind: 'pointer', pointer: joinPointer('/deployment/annotations', key), on: 'key' },
        args: { key },
      });
    }
    const bytes = annotations.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
    if (bytes <= maxBytes) return;
    report({
      message: `the annotations take ${bytes} bytes together, at most ${maxBytes} are allowed`,
      at: { kind: 'pointer', pointer: '/deployment/annotations', on: 'key' },
      args: { bytes: String(bytes) },
    });
  },
};

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  return namePattern.test(key.slice(slash + 1)) && (slash < 0 || prefixPattern.test(key.slice(0, slash)));
}
