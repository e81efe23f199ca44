import type { AutoMigrationConfig } from '../../config-api/service-resources.ts';
import type { Moment, RunEnd, Runner } from './runner.ts';

/** Turns auto-migration on or off. */
export const autoMigrationRunner: Runner = {
  work: () => undefined,
  succeed,
  fail: succeed, // it has no step that could fail
  cancel: () => undefined,
  metadata: () => ({}),
};

function succeed({ world, run, time }: Moment): RunEnd {
  const isOn = run.data?.['autoMigrationEnabled'] === true;
  const config: AutoMigrationConfig = {
    name: run.target,
    updateTime: time,
    ...(isOn ? { autoMigrationEnabled: isOn } : {}),
  };
  world.tables.autoMigrationConfigs.put(run.target, config);
  return { type: 'AutoMigrationConfig', message: config };
}
