import type { ResolvedEnvironment } from '../../resolve/resolved-environment.ts';
import type { MappedText } from '../format-text.ts';
import { terraformFolder } from '../hash.ts';
import { hclString } from '../languages/hcl-literal.ts';

/**
 * What the copy for plain Terraform has besides the module: where its state is kept. The bucket is the user's to name, with
 * `terraform init -backend-config=gcs.tfbackend -backend-config=bucket=NAME`.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend#partial-configuration
 */
export function generateBackend(
  environment: ResolvedEnvironment,
): (MappedText & { path: string; executable: boolean })[] {
  const backend = 'terraform {\n  backend "gcs" {}\n}\n';
  const settings = `# terraform init -backend-config=gcs.tfbackend -backend-config=bucket=NAME\nprefix = ${hclString(environment.name)}\n`;
  return [
    { path: `${terraformFolder}backend.tf`, text: backend, segments: [], executable: false },
    { path: `${terraformFolder}gcs.tfbackend`, text: settings, segments: [], executable: false },
  ];
}
