import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { AgreementReporter } from './test/conformance/agreement-table.ts';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/conformance/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 480_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'coverage/conformance-report.json' }], new AgreementReporter()],
  },
});

export default config;
