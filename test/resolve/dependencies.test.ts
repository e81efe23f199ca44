import { describe, expect, it } from 'vitest';
import { noOverrides } from '../../src/resolve/overrides.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { blueprintText, brief, environmentText, smallWorkspace } from './small-workspace.ts';

const app = blueprintText(
  'app',
  'properties:\n  network: {type: string}\n  size: {type: integer, default: 1}\n  kind: {type: string, x-structural: true}\nrequired: [network]',
);
const net = blueprintText('net', 'properties: {}', 'outputs: {network_id: {description: Id}}');

function workspaceOf(files: Record<string, string>): ReturnType<typeof smallWorkspace> {
  return smallWorkspace({ 'blueprints/app/blueprint.yaml': app, 'blueprints/net/blueprint.yaml': net, ...files });
}

const inApp = (name: string, spec: string): Record<string, string> => ({
  [`blueprints/app/environments/${name}.yaml`]: environmentText(name, spec),
});
const inNet = (name: string, spec: string, metadata = ''): Record<string, string> => ({
  [`blueprints/net/environments/${name}.yaml`]: environmentText(name, spec, metadata),
});

function resolve(
  files: Record<string, string>,
  name = 'app/e',
): { value: ReturnType<typeof resolveEnvironment>['value']; faults: string[] } {
  const workspace = workspaceOf(files);
  const { value, diagnostics } = resolveEnvironment(workspace, name, noOverrides);
  return {
    value,
    faults: diagnostics.map(
      (one) =>
        `${brief(workspace, one).replace(/blueprints\/\w+\/environments\//, '')}${one.hint ? ` | ${one.hint}` : ''}`,
    ),
  };
}

describe('dependsOn', () => {
  const given = 'parameters: {network: n}\n';

  it('takes full names, short ones of the blueprint, and short ones that are unique', () => {
    const { value, faults } = resolve({
      ...inApp('e', `${given}dependsOn: [net/shared, other, alone]`),
      ...inApp('other', given),
      ...inNet('shared', ''),
      ...inNet('alone', ''),
      ...inNet('other', ''),
    });
    expect(faults).toEqual([]);
    expect(value?.dependsOn).toEqual(['app/other', 'net/alone', 'net/shared']);
  });

  it.each<[string, string]>([
    [
      'net/sharde',
      'unknown-dependency e.yaml:8 [net/sharde] there is no environment `net/sharde` | did you mean `net/shared`?',
    ],
    ['net/base', 'unknown-dependency e.yaml:8 [net/base] `net/base` is abstract, so it is never deployed'],
    [
      'e',
      'dependency-cycle e.yaml:8 [e] environments wait for each other in a circle: `app/e` waits for `app/e` | take one of them out of `dependsOn` or `inputsFrom`',
    ],
  ])('refuses %s', (name, fault) => {
    expect(
      resolve({
        ...inApp('e', `${given}dependsOn: [${name}]`),
        ...inNet('shared', ''),
        ...inNet('base', '', 'abstract: true'),
      }).faults,
    ).toEqual([fault]);
  });

  it('reports a circle across blueprints once, whoever is resolved', () => {
    const files = {
      ...inApp('e', `${given}dependsOn: [net/n]`),
      ...inApp('f', `${given}dependsOn: [e]`),
      ...inNet('n', 'dependsOn: [app/f]'),
    };
    const workspace = workspaceOf(files);
    const all = ['app/e', 'app/f', 'net/n'].map((name) => resolveEnvironment(workspace, name, noOverrides).diagnostics);
    expect(all[0]?.map(({ message }) => message)).toEqual([
      'environments wait for each other in a circle: `app/e` waits for `net/n` waits for `app/f` waits for `app/e`',
    ]);
    for (const diagnostics of all) expect(diagnostics).toEqual(all[0]);
  });

  it('does not blame those who merely lead into a circle', () => {
    const { faults } = resolve({
      ...inApp('e', `${given}dependsOn: [net/n]`),
      ...inNet('n', 'dependsOn: [m]'),
      ...inNet('m', 'dependsOn: [n]'),
    });
    expect(faults).toEqual([]);
  });
});

describe('inputsFrom', () => {
  const network = (environment: string, output: string): string =>
    `inputsFrom: {network: {environment: ${environment}, output: ${output}}}`;

  it('leaves the parameter to the other deployment, which comes first', () => {
    const { value, faults } = resolve({ ...inApp('e', network('net/n', 'network_id')), ...inNet('n', '') });
    expect(faults).toEqual([]);
    expect(value?.parameters).toEqual({ size: 1 });
    expect(value?.inputsFrom).toEqual({ network: { environment: 'net/n', output: 'network_id' } });
    expect(value?.dependsOn).toEqual(['net/n']);
    expect(
      [...(value?.provenance.keys() ?? [])].filter((pointer) => pointer.startsWith('/parameters/network')),
    ).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      'an output that is not declared',
      network('net/n', 'network'),
      [
        'unknown-output e.yaml:7 [network] blueprint `net` declares no output `network` | declare it below `spec.outputs` of that blueprint',
      ],
    ],
    [
      'a misspelt output',
      network('net/n', 'network_ip'),
      [
        'unknown-output e.yaml:7 [network_ip] blueprint `net` declares no output `network_ip` | did you mean `network_id`?',
      ],
    ],
    [
      'an unknown environment',
      network('net/nn', 'network_id'),
      ['unknown-dependency e.yaml:7 [net/nn] there is no environment `net/nn` | did you mean `net/n`?'],
    ],
    [
      'an unknown parameter',
      'parameters: {network: x}\ninputsFrom: {netwrk: {environment: net/n, output: network_id}}',
      ['unknown-key e.yaml:8 [netwrk] the blueprint declares no parameter `netwrk` | did you mean `network`?'],
    ],
    [
      'a structural parameter',
      'parameters: {network: x}\ninputsFrom: {kind: {environment: net/n, output: network_id}}',
      [
        'inputs-from e.yaml:8 [kind] `kind` is structural: it decides what is rendered, so its value has to be known before any deployment | give the value below `parameters`',
      ],
    ],
    [
      'a parameter that is given too',
      `parameters: {network: x}\n${network('net/n', 'network_id')}`,
      [
        'inputs-from e.yaml:8 [network] `network` is given below `parameters` too | remove one of the two; `network: null` unsets an inherited value',
      ],
    ],
    [
      'another project',
      `project: other-project\n${network('net/n', 'network_id')}`,
      [
        'inputs-from e.yaml:7 [net/n] `net/n` is of project `some-project`; outputs can only be read within one project, here `other-project`',
      ],
    ],
    [
      'itself',
      network('e', 'x'),
      [
        'dependency-cycle e.yaml:7 [e] environments wait for each other in a circle: `app/e` waits for `app/e` | take one of them out of `dependsOn` or `inputsFrom`',
      ],
    ],
  ])('refuses %s', (_, spec, faults) => {
    expect(resolve({ ...inApp('e', spec), ...inNet('n', '') }).faults).toEqual(faults);
  });

  it('may replace a default, and a value a base gives once that is unset', () => {
    const size = 'inputsFrom: {size: {environment: net/n, output: network_id}}';
    expect(resolve({ ...inApp('e', `parameters: {network: x}\n${size}`), ...inNet('n', '') }).faults).toEqual([]);
    const base = environmentText('base', 'parameters: {network: b}', 'abstract: true');
    const files = { 'blueprints/app/environments/base.yaml': base, ...inNet('n', '') };
    const spec = `extends: [base]\nparameters: {network: null}\n${network('net/n', 'network_id')}`;
    expect(resolve({ ...files, ...inApp('e', spec) }).faults).toEqual([]);
  });
});
