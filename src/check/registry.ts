// A table: every rule, sorted by code; to add one, add its import and its name.
import type { Rule } from './rule.ts';
import { fixedLevel } from './rules/fixed-level.ts';
import { ignoreUnused } from './rules/ignore-unused.ts';
import { ignoreWithoutReason } from './rules/ignore-without-reason.ts';
import { unknownRule } from './rules/unknown-rule.ts';
import { waiverExpired } from './rules/waiver-expired.ts';
import { waiverUnused } from './rules/waiver-unused.ts';

/** All rules, sorted by code: those with a check, and those that document the fault of a stage. */
export const rules: readonly Rule[] = [
  fixedLevel,
  ignoreUnused,
  ignoreWithoutReason,
  unknownRule,
  waiverExpired,
  waiverUnused,
];
