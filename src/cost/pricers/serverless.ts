import { isOneOf, isWritten, noPrice, not, price, regionAt } from '../choices.ts';
import { add, compareExact, type Exact, fraction, multiply, parseExact } from '../exact.ts';
import {
  andThen,
  type ChargeRule,
  type Condition,
  type Found,
  known,
  open,
  type PriceChoice,
  type Quantity,
  type ResourcePricer,
  type Subject,
} from '../pricer.ts';
import { hours, numberAt, one, times, usage } from '../quantities.ts';
import { type Reading, readAll } from '../read-attribute.ts';
import { findUsage } from '../usage.ts';

const service = 'Cloud Run';

/** Sizes of memory in bytes, as Kubernetes writes them. */
const suffixes: Readonly<Record<string, bigint>> = {
  '': 1n,
  k: 1000n,
  M: 1000n ** 2n,
  G: 1000n ** 3n,
  Ki: 1024n,
  Mi: 1024n ** 2n,
  Gi: 1024n ** 3n,
};

/** The number a CPU limit means: `2`, `0.5` or `500m`; undefined when it is none. */
export function cpusOf(text: string): Exact | undefined {
  return text.endsWith('m') ? scaled(text.slice(0, -1), fraction(1, 1000)) : parseExact(text);
}

/** The GiB a memory limit means: `512Mi`, `4Gi` or `2G`; undefined when it is none. */
export function gibOf(text: string): Exact | undefined {
  const match = /^([\d.]+)([A-Za-z]*)$/.exec(text);
  const bytes = suffixes[match?.[2] ?? ''];
  return match?.[1] === undefined || bytes === undefined ? undefined : scaled(match[1], fraction(bytes, 1024n ** 3n));
}

function scaled(text: string, factor: Exact): Exact | undefined {
  const value = parseExact(text);
  return value && multiply(value, factor);
}

/** What the containers of an instance have together; Google's defaults are one CPU and 512 MiB. */
function limits(path: string, name: 'cpu' | 'memory'): Quantity {
  const fallback: Reading = { state: 'known', text: name === 'cpu' ? '1' : '512Mi' };
  return {
    words: `${name === 'cpu' ? 'vCPU' : 'GiB'} of the containers`,
    keys: [],
    of: ({ resource }) => {
      const found = resource === undefined ? [] : readAll(resource, `${path}.resources.limits.${name}`);
      const sizes = (found.length === 0 ? [fallback] : found).map((reading) => sizeOf(reading, name));
      return sizes.reduce((sum, size) => andThen(sum, (so) => andThen(size, (more) => known(add(so, more)))));
    },
  };
}

function sizeOf(reading: Reading, name: 'cpu' | 'memory'): Found<Exact> {
  if (reading.state === 'unknown') return open(reading.because);
  const text = reading.state === 'known' ? reading.text : '';
  const size = name === 'cpu' ? cpusOf(text) : gibOf(text);
  return size === undefined ? open(`depends on the limit of ${name} "${text}"`) : known(size);
}

const seconds: Quantity = { words: '3600', keys: [], of: () => known(fraction(3600)) };

/** A price of the tier that a region is in. */
function tiered(id: string): PriceChoice {
  return {
    ids: [`${id}-tier-1`, `${id}-tier-2`],
    keys: ['cloudRun.priceTier'],
    of: (subject) => andThen(tierOf(subject), (tier) => known(`${id}-tier-${tier}`)),
  };
}

function tierOf(subject: Subject): Found<string> {
  const use = findUsage(subject.usage, 'cloudRun.priceTier', subject.resource?.address);
  if (use !== undefined) return known(use.value, [use]);
  return andThen(regionAt('location')(subject), (region) =>
    region === 'us-central1'
      ? known('1')
      : open(`depends on the price tier of ${region ?? 'the location'}`, 'cloudRun.priceTier'),
  );
}

/**
 * Whether CPU comes with requests only: Cloud Run's default, but where `resources` is written only with `cpu_idle = true`.
 *
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/cloud_run_v2_service
 */
const isByRequest: Condition = (subject) =>
  andThen(isWritten('template.containers.resources')(subject), (written) =>
    isOneOf('template.containers.resources.cpu_idle', ['true'], written ? 'false' : 'true')(subject),
  );

/** Instances that are always there. */
const minimumHours: Quantity = {
  words: 'minimum instances × 730 hours',
  keys: [],
  of: (subject) =>
    andThen(minimumOf(subject), (minimum) => andThen(hours.of(subject), (time) => known(multiply(minimum, time)))),
};

/** The minimum of the revision; one of the whole service comes on top only where it is larger, so the larger one counts. */
function minimumOf(subject: Subject): Found<Exact> {
  return andThen(numberAt(subject, 'template.scaling.min_instance_count', 0), (revision) =>
    andThen(numberAt(subject, 'scaling.min_instance_count', 0), (whole) =>
      known(compareExact(whole, revision) > 0 ? whole : revision),
    ),
  );
}

const containers = 'template.containers';

function pair(when: Condition, kind: string, words: string, time: Quantity): readonly ChargeRule[] {
  return (['cpu', 'memory'] as const).map((name) => ({
    name: `${name === 'cpu' ? 'CPU' : 'Memory'}, ${words}`,
    price: tiered(`run-${kind}-${name}`),
    quantity: times(limits(containers, name), time, seconds),
    when,
  }));
}

/** Cloud Run. */
export const serverlessPricers: readonly ResourcePricer[] = [
  {
    service,
    types: ['google_cloud_run_v2_service'],
    kind: 'charges',
    charges: [
      ...pair(isByRequest, 'request', 'with requests', usage('cloudRun.instanceHoursPerMonth')),
      ...pair(isByRequest, 'idle', 'idle minimum instances', minimumHours),
      ...pair(not(isByRequest), 'instance', 'minimum instances', minimumHours),
      ...pair(not(isByRequest), 'instance', 'instances beyond the minimum', usage('cloudRun.instanceHoursPerMonth')),
      {
        name: 'Requests',
        price: price('run-requests'),
        quantity: usage('cloudRun.requestsPerMonth'),
        when: isByRequest,
      },
      {
        name: 'GPUs',
        price: noPrice('no price of template.node_selector is known'),
        quantity: one,
        when: isWritten('template.node_selector'),
      },
    ],
  },
  {
    service,
    types: ['google_cloud_run_v2_job'],
    kind: 'charges',
    charges: (['cpu', 'memory'] as const).map((name) => ({
      name: `${name === 'cpu' ? 'CPU' : 'Memory'} of tasks`,
      price: tiered(`run-instance-${name}`),
      quantity: times(limits('template.template.containers', name), usage('cloudRun.taskHoursPerMonth'), seconds),
    })),
  },
  {
    service,
    types: ['google_cloud_run_service', 'google_cloud_run_v2_worker_pool', 'google_cloudfunctions*_function'],
    kind: 'not priced',
    reason: 'only google_cloud_run_v2_service and google_cloud_run_v2_job are priced',
  },
  {
    service: 'Cloud Scheduler',
    types: ['google_cloud_scheduler_job'],
    kind: 'charges',
    charges: [
      {
        name: 'Job',
        price: price('scheduler-job'),
        quantity: one,
      },
    ],
  },
];
