import type { FieldViolation } from '../../config-api/status.ts';

const labelKey = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const labelValue = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;
const maximumLabels = 64;

/**
 * Faults of labels.
 * @see https://docs.cloud.google.com/resource-manager/docs/labels-overview#requirements
 */
export function labelFaults(labels: Readonly<Record<string, string>>, field: string): readonly FieldViolation[] {
  const faults: FieldViolation[] = [];
  const entries = Object.entries(labels);
  if (entries.length > maximumLabels)
    faults.push({ field, description: `at most ${maximumLabels} labels are allowed` });
  for (const [key, value] of entries) {
    const at = `${field}[${JSON.stringify(key)}]`;
    if (!labelKey.test(key)) {
      faults.push({
        field: at,
        description:
          'the key must start with a lowercase letter and hold at most 63 lowercase letters, digits, underscores and hyphens',
      });
    }
    if (!labelValue.test(value)) {
      faults.push({
        field: at,
        description: 'the value may hold at most 63 lowercase letters, digits, underscores and hyphens',
      });
    }
  }
  return faults;
}

const annotationKey = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const maximumAnnotationBytes = 262_144;

/**
 * Faults of annotations.
 * @see https://google.aip.dev/148 (annotations follow the limits of Kubernetes)
 */
export function annotationFaults(
  annotations: Readonly<Record<string, string>>,
  field: string,
): readonly FieldViolation[] {
  const faults: FieldViolation[] = [];
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (!annotationKey.test(key)) {
      faults.push({
        field: `${field}[${JSON.stringify(key)}]`,
        description:
          'the key must be a name of at most 63 characters, with an optional DNS prefix and a slash before it',
      });
    }
  }
  if (bytes > maximumAnnotationBytes) {
    faults.push({ field, description: `keys and values together exceed ${maximumAnnotationBytes} bytes` });
  }
  return faults;
}
