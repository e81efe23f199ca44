import { expect, it } from 'vitest';
import { previewRecord } from '../../src/cli/previews/preview-records.ts';
import { propertyLines } from '../../src/cli/previews/show-previews.ts';
import type { PreviewResult } from '../../src/submit/previews/run-preview.ts';

const before = [{ scaling: [{ min: 0, max: 2 }], timeout: '60s' }];
const after = [{ scaling: [{ min: 0, max: 4 }], timeout: '60s' }];
const changes = [
  {
    terraformInfo: {
      address: 'google_cloud_run_v2_service.api',
      type: 'google_cloud_run_v2_service',
      actions: ['update'],
    },
    intent: 'UPDATE' as const,
    propertyChanges: [{ path: 'template', before, after }],
  },
];

it('names the line of the value that changes, not that of the block the service tells of', () => {
  const asked: unknown[] = [];
  const result = { outcome: 'previewed', changes, drifts: [] } as unknown as PreviewResult;
  const record = previewRecord({ environment: 'a/dev', deployment: 'd' }, result, (_address, path) => {
    asked.push(path);
    return { file: JSON.stringify(path ?? []) };
  });
  expect(asked).toContainEqual(['template', 0, 'scaling', 0, 'max']);
  const lines = propertyLines(record.changes[0]?.properties ?? [], (location) => location?.file ?? '');
  expect(lines).toEqual(['        template[0].scaling[0].max: 2 -> 4  ["template",0,"scaling",0,"max"]']);
});
