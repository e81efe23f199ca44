import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import { checkModule } from '../../src/terraform/check-module.ts';
import { openProviderFacts } from '../../src/terraform/facts/provider-facts.ts';
import { environments, moduleOf, renderFlagship, root } from './flagship.ts';

const facts = openProviderFacts([resolve(root, 'schemas/providers')]);

/** Environments with switches that between them write every branch of every template. */
const variants: readonly (readonly [string, string])[] = [
  ...environments.map((environment) => [environment, ''] as const),
  ['prod', 'enable_nat=true datastream_connectivity=vpc-peering stream_keeps_history=true stream_backfill=false'],
  ['staging', 'enable_encryption=false enable_api=false enable_image_scanning=false'],
  ['dev', 'enable_datastream=false enable_monitoring=false enable_budget=false'],
  ['dev', 'source_database_type=oracle source_schema=TRADING oracle_large_objects=true'],
  ['dev', 'source_database_type=oracle source_schema=TRADING source_tables={"positions":["position_id","symbol"]}'],
  ['dev', 'source_database_type=sqlserver source_schema=dbo'],
  ['dev', 'source_database_type=sqlserver source_schema=dbo sqlserver_change_tables=true'],
  ['prod', 'accelerator_topology=2x2x4 accelerator_consumption=queued enable_schedule=true perimeter_enforced=true'],
  ['prod', 'accelerator_topology=2x2x2 accelerator_consumption=spot enable_schedule=true'],
  ['prod', 'enable_api=false'],
  ['prod-dr', 'accelerator_consumption=on-demand enable_schedule=true'],
];

describe.each(variants)('the module of %s %s', (environment, sets) => {
  it('is what the providers take, and can be planned', async () => {
    const files = moduleOf(renderFlagship(environment, ...(sets === '' ? [] : sets.split(' '))));
    files.delete('main.yaml');
    const engines = await loadEngines(files.values());
    const checked = checkModule({ files, terraformVersion: '1.5.7', facts, engines, missingVariables: 'fault' });
    expect([...checked.validation, ...checked.planning]).toEqual([]);
    const managed = checked.module.evaluation.resources.filter(({ mode }) => mode === 'managed');
    expect(managed.length).toBeGreaterThan(20);
    expect(managed.filter(({ change }) => change?.action !== 'create').map(({ address }) => address)).toEqual([]);
  });
});
