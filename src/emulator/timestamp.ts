/** A time as the service writes it, with nine fractional digits: `2026-01-01T00:00:00.000000000Z`. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000000Z');
}
