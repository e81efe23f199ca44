import type { ConstraintSubject } from '../constraints.ts';
import { openAsked, unknownAsked } from './asked-values.ts';
import type { Asked, AskedOf } from './listed.ts';
import { providerSetting } from './projects.ts';
import { type Reading, readingsAt } from './readings.ts';
import { scalarText } from './shown-value.ts';

const path = 'network_interface.access_config';
const leaveOut = 'leave out access_config, or have the instance listed in the policy';

/** Asks about an instance that has an external address, by its name as policies list it. */
export const externalAddress: AskedOf = {
  reads: [path, 'name', 'zone'],
  ask: (subject) => withAddress(subject, (reading) => askInstance(reading, subject, leaveOut)),
};

/** What is made from a template has an external address, and a name that is not known. */
export const externalAddressOfTemplate: AskedOf = {
  reads: [path],
  ask: (subject) =>
    withAddress(subject, (reading) => ({
      ...unknownAsked(reading, 'the names of the instances made from the template'),
      certainty: 'likely',
    })),
};

/** Asks about an instance that forwards packets of others. */
export const ipForwarding: AskedOf = {
  reads: ['can_ip_forward', 'name', 'zone'],
  ask: (subject) =>
    readingsAt(subject.resource, 'can_ip_forward').map((reading): Asked => {
      if (reading.state === 'unknown') return openAsked(reading, 'can_ip_forward');
      const forwards = reading.state === 'known' && scalarText(reading.value) === 'true';
      if (!forwards) return { kind: 'none', verdict: 'PASS', reading, reason: 'the instance does not forward' };
      return askInstance(reading, subject, 'set can_ip_forward = false, or have the instance listed in the policy');
    }),
};

function withAddress(subject: ConstraintSubject, ask: (reading: Reading) => Asked): readonly Asked[] {
  return readingsAt(subject.resource, path).map((reading) => {
    if (reading.state === 'unset') {
      return { kind: 'none', verdict: 'PASS', reading, reason: 'the interface has no external address' };
    }
    return reading.state === 'unknown' ? openAsked(reading, 'access_config') : ask(reading);
  });
}

function askInstance(reading: Reading, subject: ConstraintSubject, remedy: string): Asked {
  const name = instanceName(subject);
  if (name === undefined) return unknownAsked(reading, 'the name, zone or project of the instance');
  return { kind: 'value', value: name, reading, remedy };
}

/** `projects/p/zones/z/instances/n`; undefined when some of it is not known. */
function instanceName({ resource, project, evaluation }: ConstraintSubject): string | undefined {
  const name = textOf(readingsAt(resource, 'name')[0]);
  const ofProvider = providerSetting(resource, evaluation, 'zone');
  const [own] = readingsAt(resource, 'zone');
  const zone = own?.state === 'unset' && ofProvider !== 'unset' ? ofProvider : textOf(own);
  if (name === undefined || zone === undefined || project === undefined) return undefined;
  return `${project}/zones/${zone.replace(/^.*\//, '')}/instances/${name}`;
}

function textOf(reading: Reading | undefined): string | undefined {
  return reading?.state === 'known' ? scalarText(reading.value) : undefined;
}
