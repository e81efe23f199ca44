import type { LockInfo } from '../../config-api/service-resources.ts';
import { isLocked, unlockDeployment } from '../../submit/state/deployment-lock.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { yesOption } from '../deployments/fleet-options.ts';
import { oneDeployment } from '../deployments/one-deployment.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { stateContext } from '../state/state-context.ts';
import { lockIdOption, readLockId } from '../state/state-options.ts';

/** `imprint unlock`: gives a lock back, whosever it is. */
export const unlock: Command = {
  name: 'unlock',
  summary: 'Unlock a deployment; a state that was imported meanwhile takes effect',
  arguments: 'ENV',
  options: [...addressOptions, ...targetOptions, lockIdOption, yesOption],
  examples: [
    { command: 'imprint unlock prod --lock-id 1764547200', what: 'the lock with this id, and no other' },
    { command: 'imprint unlock prod', what: 'shows who holds the lock, and asks' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const lockId = readLockId(unlock, options);
  const deployment = await oneDeployment(unlock, options, io);
  if (deployment === undefined) return 1;
  const { environment, name } = deployment;
  const context = stateContext(await openTarget(options, io), io);
  if (!isLocked(await context.api.getDeployment(name))) {
    io.stdout.write(`${environment} is not locked\n`);
    return 0;
  }
  const held = lockId === undefined ? await context.api.exportLockInfo(name) : { lockId };
  if (lockId === undefined && !(await hasConsent(environment, held, options, io))) {
    io.stderr.write('it stays locked; answer with yes, or pass --lock-id or --yes\n');
    return 1;
  }
  await unlockDeployment(name, held.lockId ?? '', context);
  io.stdout.write(`${environment} is unlocked\n`);
  return 0;
}

/** A lock may be somebody else's, in the middle of an edit: whoever unlocks without its id sees whose it is first. */
async function hasConsent(
  environment: string,
  { lockId, who, createTime, info }: LockInfo,
  options: ParsedArguments,
  io: Io,
): Promise<boolean> {
  const facts = [`${environment} is locked by ${who ?? 'somebody'}`, createTime && `since ${createTime}`, info];
  io.stderr.write(`${facts.filter((fact) => fact).join(', ')} (lock ${lockId})\n`);
  return options.isSet('yes') === true || io.confirm('Unlock it? What was imported under the lock takes effect.');
}
