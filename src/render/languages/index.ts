import { hcl } from './hcl.ts';
import { json } from './json.ts';
import type { Language } from './language.ts';
import { markdown } from './markdown.ts';
import { plain, unknownLanguage } from './plain.ts';
import { shell } from './shell.ts';
import { sqlLanguage } from './sql.ts';
import { googleSql, mySql, postgreSql, standardSql } from './sql-dialect.ts';
import { yaml } from './yaml.ts';

const google = sqlLanguage(googleSql);
const postgres = sqlLanguage(postgreSql);
const standard = sqlLanguage(standardSql);

/** By ending of the output path; a longer ending comes before one it ends in. */
const byEnding: readonly (readonly [string, Language])[] = [
  ['.tf', hcl],
  ['.tfvars', hcl],
  ['.tfbackend', hcl],
  ['.hcl', hcl],
  ['.sh', shell],
  ['.bash', shell],
  ['.mysql.sql', sqlLanguage(mySql)],
  ['.postgresql.sql', postgres],
  ['.postgres.sql', postgres],
  ['.oracle.sql', standard],
  ['.sqlserver.sql', standard],
  ['.sql', google],
  ['.json', json],
  ['.yaml', yaml],
  ['.yml', yaml],
  ['.md', markdown],
  ['.txt', plain],
];

/** The language of an output file, told by its name. */
export function languageOf(path: string): Language {
  return byEnding.find(([ending]) => path.endsWith(ending))?.[1] ?? unknownLanguage;
}
