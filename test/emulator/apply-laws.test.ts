import { expect, it } from 'vitest';
import { fc } from '../properties.ts';
import { shippedFacts } from '../terraform/plan/plan-module-text.ts';
import { type Emulated, emulated, place, serviceAccount } from './emulated.ts';

/** A topic of a module: its label, its name, and the topics it depends on. */
interface Topic {
  readonly label: string;
  readonly name: string;
  readonly needs: readonly string[];
}

const labels = ['a', 'b', 'c', 'd', 'e'] as const;

/** Modules whose topics depend on earlier ones only. */
const module: fc.Arbitrary<readonly Topic[]> = fc
  .tuple(
    ...labels.map((label, index) =>
      fc.option(
        fc.record({
          label: fc.constant(label),
          // Another name replaces a topic.
          name: fc.constantFrom(label, `${label}2`),
          needs: fc.subarray(labels.slice(0, index)),
        }),
        { nil: undefined, freq: 3 },
      ),
    ),
  )
  .map((topics) => topics.filter((topic) => topic !== undefined))
  .map((topics) => topics.map((topic) => ({ ...topic, needs: topic.needs.filter((need) => has(topics, need)) })));

function has(topics: readonly Topic[], label: string): boolean {
  return topics.some((topic) => topic.label === label);
}

function filesOf(topics: readonly Topic[]): Record<string, string> {
  const blocks = topics.map(({ label, name, needs }) => {
    const entries = needs.map((need) => `    ${need} = google_pubsub_topic.${need}.id\n`).join('');
    return `resource "google_pubsub_topic" "${label}" {\n  name = "${name}"\n  labels = {\n${entries}  }\n}\n`;
  });
  return {
    'main.tf': `${blocks.join('')}output "ids" {\n  value = [${topics.map(({ label }) => `google_pubsub_topic.${label}.id`).join(', ')}]\n}\n`,
  };
}

async function update(service: Emulated, topics: readonly Topic[]): Promise<string> {
  const gcsSource = await service.upload(`v${topics.length}`, filesOf(topics));
  return (await service.update('d', { serviceAccount, terraformBlueprint: { gcsSource } })).state;
}

/** Resources and outputs of the state. */
async function stateOf(service: Emulated): Promise<unknown> {
  const { body } = await service.call('POST', `/v1/${place}/deployments/d:exportState`, {});
  const url = body.signedUri;
  const answer = await service.emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
  const { resources, outputs } = JSON.parse(new TextDecoder().decode(answer.body));
  return { resources, outputs };
}

async function intentsOfPreview(service: Emulated): Promise<readonly string[]> {
  const deployment = `${place}/deployments/d`;
  await service.call('POST', `/v1/${place}/previews?previewId=p`, { deployment });
  await service.finish();
  const { body } = await service.get(`/v1/${place}/previews/p/resourceChanges`);
  return (body.resourceChanges ?? []).map(({ intent }: { intent: string }) => intent);
}

it('6.5 an apply that failed, run again, ends where one that did not fail does, with nothing left to change', async () => {
  await fc.assert(
    fc.asyncProperty(
      module,
      module,
      fc.subarray([...labels]),
      fc.subarray([...labels]),
      async (first, second, ...failing) => {
        const [smooth, rough] = [await emulated({ facts: shippedFacts }), await emulated({ facts: shippedFacts })];
        for (const service of [smooth, rough]) await service.deploy('d', filesOf(first));
        expect(await update(smooth, second)).toBe('ACTIVE');
        const faults = failing.flatMap((some, index) =>
          some.map((label) => ({
            kind: 'resource',
            address: `google_pubsub_topic.${label}`,
            phase: index === 0 ? 'apply' : 'destroy',
            message: 'no',
            times: 1,
          })),
        );
        await rough.call('POST', '/_emulator/faults', { faults }, { 'content-type': 'application/json' });
        await update(rough, second);
        await rough.call('DELETE', '/_emulator/faults');
        expect(await update(rough, second)).toBe('ACTIVE');
        expect(await stateOf(rough)).toEqual(await stateOf(smooth));
        expect(await intentsOfPreview(rough)).toEqual(second.map(() => 'UNCHANGED'));
        expect(await intentsOfPreview(smooth)).toEqual(second.map(() => 'UNCHANGED'));
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
