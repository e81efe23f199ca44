/** What imprint itself fills in where no document does. */
export const settingDefaults = {
  /**
   * The newest Terraform that Infrastructure Manager runs free of charge.
   * @see https://cloud.google.com/infrastructure-manager/docs/terraform (supported versions)
   */
  terraformVersion: '1.5.7',
} as const;

/** The deployment id of an environment that names none. */
export function defaultDeploymentId(blueprint: string, shortName: string): string {
  return `${blueprint}-${shortName}`;
}
