import type { AppliedWaiver } from '../../src/check/waivers.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Report, ReporterContext } from '../../src/report/reporter.ts';

const environment = `apiVersion: imprint/v1
kind: Environment
spec:
  parameters:
    regoin: europe-west3
    title: "日本 👍 ü" # wide
    days: 0
`;

const module = `resource "google_storage_bucket" "a" {
\tname     = "x"
\tlocation = var.region
}
`;

const settings = `apiVersion: imprint/v1
kind: Workspace
spec:
  waivers:
    - code: unknown-location
      owner: platform
`;

const sources = new Map([
  ['imprint.yaml', settings],
  ['environments/dev.yaml', environment],
  ['main.tf', module],
]);

/** Where a piece of text stands in one of the sample files. */
export function locate(file: string, piece: string): { file: string; range: { start: number; end: number } } {
  const start = sources.get(file)?.indexOf(piece) ?? -1;
  if (start < 0) throw new Error(`${file} does not hold ${piece}`);
  return { file, range: { start, end: start + piece.length } };
}

/** One diagnostic of each shape. */
export const diagnostics: readonly Diagnostic[] = [
  {
    code: 'unknown-environment',
    severity: 'error',
    message: 'there is no environment `prod`',
    hint: 'did you mean `dev`?',
  },
  {
    code: 'unknown-key',
    severity: 'error',
    message: '`regoin` is not a parameter of `store`',
    location: { ...locate('environments/dev.yaml', 'regoin'), pointer: '/spec/parameters/regoin' },
    hint: 'did you mean `region`?',
    args: { key: 'regoin' },
    environments: ['store/dev'],
  },
  {
    code: 'value-length',
    severity: 'warning',
    message: 'a title is shorter, 100% of the time: see above',
    location: locate('environments/dev.yaml', '"日本 👍 ü"'),
  },
  {
    code: 'value-range',
    severity: 'error',
    message: '`days` is 0, at least 1 is needed',
    location: locate('main.tf', 'var.region'),
    address: 'google_storage_bucket.a',
    related: [{ message: 'the value was set here', location: locate('environments/dev.yaml', '0\n') }],
  },
  {
    code: 'unknown-location',
    severity: 'info',
    message: 'a block over several lines',
    location: locate('main.tf', module),
  },
  { code: 'not-utf-8', severity: 'error', message: 'is not text', location: { file: 'a,b:c%/latin1 ä.yaml' } },
];

/** A report of them. */
export const sampleReport: Report = {
  diagnostics,
  sourceText: (file) => sources.get(file),
  checked: { environments: 1, modules: 2 },
  suppressed: { ignored: 1, waived: 0 },
};

/** A waiver of one finding in the module. */
const applied: AppliedWaiver = {
  waiver: {
    code: 'unknown-location',
    address: 'google_storage_bucket.*',
    environment: 'dev',
    owner: 'platform',
    reason: '100% agreed: see above, <1>',
    expires: '2027-03-31',
  },
  location: { ...locate('imprint.yaml', 'code: unknown-location\n      owner: platform'), pointer: '/spec/waivers/0' },
  findings: [
    {
      code: 'unknown-location',
      severity: 'error',
      message: 'there is no such place',
      location: locate('main.tf', 'location'),
      address: 'google_storage_bucket.a',
      environments: ['store/dev'],
    },
  ],
};

/** A report with a warning, and an error that is waived. */
export const waivedReport: Report = {
  ...sampleReport,
  diagnostics: diagnostics.slice(2, 3),
  suppressed: { ignored: 0, waived: 1 },
  waivers: [applied],
};

/** A report without diagnostics. */
export const cleanReport: Report = {
  diagnostics: [],
  sourceText: () => undefined,
  checked: { environments: 3, modules: 0 },
};

/** A report on one place of one text. */
export function reportOn(text: string, start: number, end: number): Report {
  const location = { file: 'f.yaml', range: { start, end } };
  return {
    diagnostics: [{ code: 'yaml-syntax', severity: 'error', message: 'm', location }],
    sourceText: () => text,
    checked: {},
  };
}

/** Surroundings of a reporter: no colour, 80 columns, two rules. */
export const context: ReporterContext = {
  color: false,
  width: 80,
  version: '1.2.3',
  rules: [
    {
      code: 'unknown-key',
      severity: 'error',
      summary: 'A key nobody knows',
      why: 'It has no effect.',
      source: 'https://example.com/a',
    },
    {
      code: 'value-range',
      severity: 'warning',
      summary: 'A number out of range',
      why: 'It is refused.',
      source: 'https://example.com/b',
    },
  ],
};
