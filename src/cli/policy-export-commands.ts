/**
 * The gcloud commands, as a shell script, whose outputs `imprint policy import export` reads. All of them only read.
 *
 * @param organization its number; `ORGANIZATION` has to be replaced by it otherwise
 */
export function exportCommands(organization = 'ORGANIZATION'): string {
  return `# These commands only read. They need roles/cloudasset.viewer and roles/orgpolicy.policyViewer on the organization.
mkdir -p export

# The organization with its customer id; folders and projects with their parents, numbers and tags.
gcloud organizations describe ${organization} --format=json > export/organization.json
gcloud asset search-all-resources --scope=organizations/${organization} --asset-types=cloudresourcemanager.googleapis.com/Organization,cloudresourcemanager.googleapis.com/Folder,cloudresourcemanager.googleapis.com/Project --read-mask='*' --format=json > export/nodes.json

# Custom constraints, and the policies of the organization, each folder and each project.
gcloud org-policies list-custom-constraints --organization=${organization} --format=json > export/custom-constraints.json
export_policies() {
  for constraint in $(gcloud org-policies list "$1" --format='value(constraint)'); do
    gcloud org-policies describe "$constraint" "$1" --format=json > "export/$2-$constraint.json"
  done
}
export_policies --organization=${organization} organization
export_policies --folder=FOLDER folder-FOLDER
export_policies --project=PROJECT project-PROJECT

# Then:
imprint policy import export
`;
}
