import type { Evaluation } from '../evaluation.ts';
import type { StateInstance } from './read-state.ts';

/** Why an instance of the state is not among the declared ones, as Terraform's plan JSON words it. */
export function deletionReason({ module, mode, type, name, key }: StateInstance, evaluation: Evaluation): string {
  const siblings = evaluation.resources.filter(
    (each) => each.module === module && each.mode === mode && each.type === type && each.name === name,
  );
  const [sibling] = siblings;
  if (sibling === undefined) {
    const isGone = module !== '' && !evaluation.resources.some((each) => isWithin(each.module, module));
    return isGone ? 'delete_because_no_module' : 'delete_because_no_resource_config';
  }
  if (sibling.key === undefined || typeof sibling.key !== typeof key) return 'delete_because_wrong_repetition';
  return typeof key === 'number' ? 'delete_because_count_index' : 'delete_because_each_key';
}

function isWithin(module: string, outer: string): boolean {
  return module === outer || module.startsWith(`${outer}.`);
}
