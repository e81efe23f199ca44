import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askTerraform, hasTerraform } from '../test/conformance/terraform/ask-terraform.ts';
import { corpusModules } from '../test/conformance/terraform/module-files.ts';
import { recordedVersion, writeRecordings } from '../test/conformance/terraform/recording.ts';

/**
 * Asks the real terraform to validate and plan every module of the corpus and writes what it says into `<topic>.jsonl` beside the
 * topic's text. Needs terraform 1.11.4; takes about two minutes. Run it after adding modules, and read the difference.
 *
 * Usage: `npx tsx scripts/record-conformance.ts [TOPIC…]`, without topics for all of them.
 */
if (!hasTerraform()) throw new Error(`recordings are made with terraform ${recordedVersion}, which is not here`);
const topics = process.argv.slice(2);
for (const folder of ['modules', 'states']) {
  const path = join(import.meta.dirname, '../test/conformance/terraform', folder);
  const modules = corpusModules(path);
  for (const topic of new Set(modules.map((module) => module.topic))) {
    if (topics.length > 0 && !topics.includes(topic)) continue;
    const recordings = modules.filter((module) => module.topic === topic).map(askTerraform);
    writeFileSync(join(path, `${topic}.jsonl`), writeRecordings(recordings));
  }
}
