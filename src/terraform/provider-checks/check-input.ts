import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { ObjectValue } from '../../hcl/value.ts';
import type { TypeFacts } from '../facts/facts.ts';

/** An instance as the provider is asked about it. */
export interface CheckInput {
  /** Address of the resource instance, or `provider.google`. */
  readonly address: string;
  readonly facts: TypeFacts;
  /** Source address of the provider without host, such as `hashicorp/google`. */
  readonly provider: string;
  /** As in `PlanInput`. Every written value carries its `origin`; the value of a nested block carries that of the block's header. */
  readonly configuration: ObjectValue;
  /** The block's header, for what has no place of its own. */
  readonly place: { readonly file: string; readonly range: Range };
  /** What is about to be planned: what providers refuse only then is reported too. Absent: as `terraform validate` does. */
  readonly planned?: 'create' | 'update';
  /** Language level: write-only arguments need 1.11. Absent: that is not looked at. */
  readonly terraformVersion?: string;
  /** Hears of faults. */
  readonly faults: Diagnostic[];
}
