import { textOf, withCommitment } from '../choices.ts';
import { type Exact, fraction } from '../exact.ts';
import {
  andThen,
  type ChargeRule,
  type Found,
  known,
  open,
  type PriceChoice,
  type RegionOf,
  type Subject,
  unpriced,
} from '../pricer.ts';
import { scheduledHours, times } from '../quantities.ts';
import { readAll, readOne } from '../read-attribute.ts';

/** A generation of TPUs, as prices and estimates call it. */
export type Generation = 'tpu7x' | 'v6e' | 'v5e' | 'v5p';

/** TPU chips of something. */
export interface Chips {
  readonly generation: Generation;
  readonly count: Exact;
}

/** Machine types with TPUs, without their number of chips: the generation, and the numbers there are. */
const machineFamilies: ReadonlyMap<string, { readonly generation: Generation; readonly chips: readonly number[] }> =
  new Map([
    ['tpu7x-standard', { generation: 'tpu7x', chips: [1, 4] }],
    ['ct6e-standard', { generation: 'v6e', chips: [1, 4, 8] }],
    ['ct5lp-hightpu', { generation: 'v5e', chips: [1, 4, 8] }],
  ]);

/** The chips of a machine type such as `ct6e-standard-4t`; undefined when it is none with TPUs, or one nothing is known of. */
export function chipsOfMachine(type: string): Chips | undefined {
  const [, family = '', chips = ''] = /^(.+)-(\d)t(?:-tpu)?$/.exec(type) ?? [];
  const found = machineFamilies.get(family);
  if (found === undefined || !found.chips.includes(Number(chips))) return undefined;
  return { generation: found.generation, count: fraction(Number(chips)) };
}

/** The chips of an accelerator type of the TPU API: `v6e-8` and `v5litepod-4` count chips, `v5p-8` TensorCores, of which a chip has two. */
export function chipsOfAccelerator(type: string): Chips | undefined {
  const match = /^(v6e|v5litepod|v5p)-([1-9]\d{0,5})$/.exec(type);
  const count = Number(match?.[2]);
  switch (match?.[1]) {
    case 'v6e':
      return { generation: 'v6e', count: fraction(count) };
    case 'v5litepod':
      return { generation: 'v5e', count: fraction(count) };
    case 'v5p':
      return { generation: 'v5p', count: fraction(count, 2) };
    default:
      return undefined;
  }
}

/** The chips of a topology such as `4x4` or `2x2x4`; undefined when it is none. */
export function chipsOfTopology(topology: string): Exact | undefined {
  if (!/^[1-9]\d{0,3}(?:x[1-9]\d{0,3}){1,2}$/.test(topology)) return undefined;
  return fraction(topology.split('x').reduce((product, side) => product * BigInt(side), 1n));
}

/** Names of consumption options, as ids of prices end in them. */
export type Consumption = 'on-demand' | 'spot' | 'flex-start' | 'calendar';

/** How chips are found and bought by resources of a type. */
export interface TpuSource {
  chips(subject: Subject): Found<Chips>;
  consumption(subject: Subject): Found<Consumption>;
}

/** The charge for chips, by chip-hour and consumption option; with the price on demand beside it. */
export function tpuCharge(source: TpuSource, region: RegionOf): ChargeRule {
  const generations: readonly Generation[] = ['tpu7x', 'v6e', 'v5e', 'v5p'];
  const options: readonly Consumption[] = ['on-demand', 'flex-start', 'spot', 'calendar'];
  const idFor = (
    consumption: (subject: Subject) => Found<Consumption>,
    among: readonly Consumption[],
  ): PriceChoice => ({
    ids: generations.flatMap((generation) => among.map((option) => `tpu-${generation}-${option}`)),
    keys: [],
    of: (subject) =>
      andThen(source.chips(subject), ({ generation }) =>
        andThen(consumption(subject), (option) => known(`tpu-${generation}-${option}`)),
      ),
  });
  const chips = {
    words: 'chips',
    keys: [],
    of: (subject: Subject) => andThen(source.chips(subject), ({ count }) => known(count)),
  };
  return {
    name: 'TPU chips',
    // A commitment takes the place of the price on demand, and of no other.
    price: withCommitment(
      idFor((subject) => source.consumption(subject), options),
      'tpu.commitment',
      (id, years) => id.replace(/-on-demand$/, `-cud-${years}`),
    ),
    alternative: { name: 'on demand', price: idFor(() => known('on-demand'), ['on-demand']) },
    region,
    quantity: times(chips, scheduledHours('tpu.hoursPerWeek')),
  };
}

/** Generations as `accelerator_config.type` calls them. */
const configuredGenerations: ReadonlyMap<string, Generation> = new Map([
  ['V6E', 'v6e'],
  ['V5LITE_POD', 'v5e'],
  ['V5P', 'v5p'],
]);

/** The chips of a TPU VM: by accelerator type, or by generation and topology. */
export function chipsOfTpuVm(subject: Subject, at: string): Found<Chips> {
  const { resource } = subject;
  if (resource === undefined) return open('depends on the accelerator');
  const generation = readOne(resource, `${at}accelerator_config.type`);
  const topology = readOne(resource, `${at}accelerator_config.topology`);
  if (generation.state === 'absent') return ofAccelerator(subject, `${at}accelerator_type`);
  if (generation.state === 'unknown') return open(generation.because);
  if (topology.state !== 'known')
    return open(topology.state === 'unknown' ? topology.because : 'depends on the topology');
  const count = chipsOfTopology(topology.text);
  const name = configuredGenerations.get(generation.text);
  if (count === undefined || name === undefined)
    return unpriced(`no price is known of ${generation.text} ${topology.text}`);
  return known({ generation: name, count });
}

function ofAccelerator({ resource }: Subject, path: string): Found<Chips> {
  // The provider plans v2-8 when nothing is written.
  return andThen(textOf(resource, path, 'v2-8'), (type) => {
    const chips = chipsOfAccelerator(type);
    return chips === undefined ? unpriced(`no price is known of ${path} "${type}"`) : known(chips);
  });
}

/** How a TPU VM is bought. */
export function consumptionOfTpuVm({ resource }: Subject): Found<Consumption> {
  const flags = ['spot', 'preemptible'].flatMap((name) =>
    resource === undefined ? [] : readAll(resource, `scheduling_config.${name}`),
  );
  const unknown = flags.find((one) => one.state === 'unknown');
  if (unknown?.state === 'unknown') return open(unknown.because);
  return known(flags.some((one) => one.state === 'known' && one.text === 'true') ? 'spot' : 'on-demand');
}

/** How a Compute Engine instance is bought, by its provisioning model; preemptible machines are the older name of spot ones. */
export function consumptionOfInstance({ resource }: Subject): Found<Consumption> {
  return andThen(textOf(resource, 'scheduling.preemptible', 'false'), (preemptible) =>
    andThen(
      textOf(resource, 'scheduling.provisioning_model', preemptible === 'true' ? 'SPOT' : 'STANDARD'),
      consumptionOfModel,
    ),
  );
}

function consumptionOfModel(model: string): Found<Consumption> {
  switch (model) {
    case 'STANDARD':
      return known('on-demand');
    case 'SPOT':
      return known('spot');
    case 'FLEX_START':
      return known('flex-start');
    case 'RESERVATION_BOUND':
      return known('calendar');
    default:
      return unpriced(`no price is known of scheduling.provisioning_model "${model}"`);
  }
}

/** How the nodes of a GKE pool are bought. */
export function consumptionOfPool({ resource }: Subject): Found<Consumption> {
  return andThen(textOf(resource, 'node_config.spot', 'false'), (spot) =>
    spot === 'true'
      ? known('spot')
      : andThen(textOf(resource, 'node_config.flex_start', 'false'), (flex) =>
          known(flex === 'true' ? 'flex-start' : 'on-demand'),
        ),
  );
}
