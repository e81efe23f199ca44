import type { TreeFile } from '../../files/replace-tree.ts';

/** What a new workspace or blueprint is to be called and where it is to run. */
export interface StarterChoices {
  /** Name of the blueprint. */
  readonly blueprint: string;
  /** Id of the project. */
  readonly project: string;
  readonly location: string;
  /** Address of the service account that Terraform runs as. */
  readonly serviceAccount: string;
}

/** A blueprint with its environments, as files relative to the blueprint's folder. */
export interface BlueprintPlan {
  readonly files: readonly TreeFile[];
  /** What a person should know or still do, a sentence each. */
  readonly notes: readonly string[];
}

/** A file that is not executable. */
export function textFile(path: string, text: string): TreeFile {
  return { path, text, executable: false };
}
