import { build } from '../scripts/build.ts';

/** Builds `dist/` once before any test, so that end-to-end tests run what users run. `IMPRINT_SKIP_BUILD=1` keeps the one there is. */
export async function setup(): Promise<void> {
  if (process.env['IMPRINT_SKIP_BUILD'] !== '1') await build();
}
