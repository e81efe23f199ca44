import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { failureReporters } from '../../src/report/failure-reporters.ts';
import { json } from '../../src/report/json.ts';
import { cleanReport, context, sampleReport, waivedReport } from './sample-report.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/report.schema.json'), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);

function faultsOf(text: string): unknown {
  validate(JSON.parse(text));
  return validate.errors;
}

describe('json', () => {
  it('fits its schema', () => {
    expect(faultsOf(json(sampleReport, context))).toBeNull();
    expect(faultsOf(json(cleanReport, context))).toBeNull();
    expect(faultsOf(failureReporters['json']!({ code: 'usage', message: 'm' }, '1'))).toBeNull();
  });

  it('has a schema that refuses what is not a report', () => {
    expect(faultsOf('{"formatVersion": 1, "diagnostics": []}')).not.toBeNull();
    expect(faultsOf(json(sampleReport, context).replace('"byte"', '"bite"'))).not.toBeNull();
  });

  it('counts, and lists diagnostics with places in lines, grapheme columns and UTF-8 bytes', () => {
    const { diagnostics, ...rest } = JSON.parse(json(sampleReport, context));
    expect(rest).toEqual({
      formatVersion: 1,
      summary: { errors: 4, warnings: 1, infos: 1 },
      checked: { environments: 1, modules: 2 },
      suppressed: { ignored: 1, waived: 0 },
      waivers: [],
    });
    expect(diagnostics[1]).toEqual({
      code: 'unknown-key',
      severity: 'error',
      message: '`regoin` is not a parameter of `store`',
      location: {
        file: 'environments/dev.yaml',
        pointer: '/spec/parameters/regoin',
        range: { start: { line: 5, column: 5, byte: 65 }, end: { line: 5, column: 11, byte: 71 } },
      },
      hint: 'did you mean `region`?',
      args: { key: 'regoin' },
      environments: ['store/dev'],
      related: [],
    });
    expect(diagnostics[2].location.range).toEqual({
      start: { line: 6, column: 12, byte: 97 },
      end: { line: 6, column: 20, byte: 113 },
    });
  });

  it('leaves arrays empty, never out', () => {
    expect(JSON.parse(json(cleanReport, context))).toEqual({
      formatVersion: 1,
      summary: { errors: 0, warnings: 0, infos: 0 },
      checked: { environments: 3, modules: 0 },
      suppressed: { ignored: 0, waived: 0 },
      waivers: [],
      diagnostics: [],
    });
  });

  it('lists applied waivers as they are written, with place and findings', () => {
    const text = json(waivedReport, context);
    expect(faultsOf(text)).toBeNull();
    expect(JSON.parse(text).waivers).toMatchObject([
      {
        code: 'unknown-location',
        address: 'google_storage_bucket.*',
        environment: 'dev',
        owner: 'platform',
        reason: '100% agreed: see above, <1>',
        expires: '2027-03-31',
        location: { file: 'imprint.yaml', pointer: '/spec/waivers/0', range: { start: { line: 5, column: 7 } } },
        findings: [{ severity: 'error', location: { file: 'main.tf', range: { start: { line: 3 } } } }],
      },
    ]);
  });
});
