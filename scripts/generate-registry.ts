import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Rule } from '../src/check/rule.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const ruleFolder = join(root, 'src/check/rules');

/** A generated table of rules. */
export interface RegistryFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What a table needs to know of a rule. */
interface ListedRule {
  readonly code: string;
  /** Name of the rule's export. */
  readonly name: string;
  readonly severity: string;
  readonly scope: Rule['scope'];
  /** Whether it has a check of its own, or documents what a stage reports. */
  readonly isCheck: boolean;
  /** Whether it is loaded for some modules only. */
  readonly isRare: boolean;
}

/** The tables of all rules and of all codes, made from the files in `src/check/rules/`. */
export async function registryFiles(): Promise<readonly RegistryFile[]> {
  const codes = readdirSync(ruleFolder)
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
  const rules = await Promise.all(codes.map(readRule));
  return [
    { path: join(root, 'src/diagnostics/codes.ts'), text: codesModule(codes) },
    { path: join(root, 'src/check/all-rules.generated.ts'), text: allRulesModule(rules) },
    { path: join(root, 'src/check/document-rules.generated.ts'), text: documentRulesModule(rules) },
    { path: join(root, 'src/check/module-rules.generated.ts'), text: moduleRulesModule(rules) },
    { path: join(root, 'src/check/rare-module-rules.generated.ts'), text: rareRulesModule(rules) },
    { path: join(root, 'src/check/rule-levels.generated.ts'), text: levelsModule(rules) },
  ];
}

async function readRule(code: string): Promise<ListedRule> {
  const name = code.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const file = join(ruleFolder, `${code}.ts`);
  const rule: Rule | undefined = (await import(pathToFileURL(file).href))[name];
  if (rule === undefined) throw new Error(`${file} exports no '${name}'`);
  return {
    code,
    name,
    severity: rule.severity,
    scope: rule.scope,
    isCheck: rule.check !== undefined,
    isRare: 'isRare' in rule,
  };
}

const origin = 'by scripts/generate-registry.ts from the files in src/check/rules/; a table.';

function codesModule(codes: readonly string[]): string {
  return `// Generated ${origin}
/**
 * Every diagnostic code there is or ever was, sorted. A code never changes its meaning; a retired one stays listed.
 * Each has a rule of the same name in \`src/check/rules/\`, hence a page in \`docs/checks.md\`.
 */
export const diagnosticCodes = [
${codes.map((code) => `  '${code}',\n`).join('')}] as const;

/** A stable name of a kind of fault. */
export type DiagnosticCode = (typeof diagnosticCodes)[number];
`;
}

function allRulesModule(rules: readonly ListedRule[]): string {
  const what =
    'All rules with their words, sorted by code: those with a check, and those that document the fault of a stage.';
  return tableModule('rules', what, rules);
}

function moduleRulesModule(rules: readonly ListedRule[]): string {
  const checks = rules.filter(({ isCheck, scope }) => isCheck && scope === 'module');
  const common = checks.filter(({ isRare }) => !isRare);
  return tableModule('moduleRules', 'The rules that check modules, sorted by code.', common);
}

function rareRulesModule(rules: readonly ListedRule[]): string {
  const what = 'The rules that check some modules only, sorted by code.';
  return tableModule(
    'rareModuleRules',
    what,
    rules.filter(({ isRare }) => isRare),
  );
}

function documentRulesModule(rules: readonly ListedRule[]): string {
  const checks = rules.filter(({ isCheck, scope }) => isCheck && scope !== 'module');
  return tableModule('documentRules', 'The rules that check blueprints and deployments, sorted by code.', checks);
}

function tableModule(name: string, what: string, rules: readonly ListedRule[]): string {
  return `// Generated ${origin}
import type { Rule } from './rule.ts';
${rules.map((rule) => `import { ${rule.name} } from './rules/${rule.code}.ts';\n`).join('')}
/** ${what} */
export const ${name}: readonly Rule[] = [
${rules.map((rule) => `  ${rule.name},\n`).join('')}];
`;
}

function levelsModule(rules: readonly ListedRule[]): string {
  const rows = rules.map(
    ({ code, severity, isCheck }) => `  '${code}': { severity: '${severity}', isCheck: ${isCheck} },\n`,
  );
  return `// Generated ${origin}
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { RuleLevel } from './rule.ts';

/** Level of every rule, without its words. */
export const ruleLevels: Readonly<Record<DiagnosticCode, RuleLevel>> = {
${rows.join('')}};
`;
}

/** Writes the tables that are stale, or only counts them; how many there are. */
export async function updateRegistry(isCheck: boolean): Promise<number> {
  const stale = (await registryFiles()).filter(
    ({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
  );
  for (const { path, text } of stale) {
    process.stdout.write(`${isCheck ? 'stale' : 'wrote'} ${path.slice(root.length)}\n`);
    if (!isCheck) writeFileSync(path, text);
  }
  return stale.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await updateRegistry(false);
