#!/usr/bin/env bash
# Looks at everything a deployment needs, changes nothing, and says all that is missing at once.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=settings.sh
. "$folder/settings.sh"
# shellcheck source-path=SCRIPTDIR source=steps.sh
. "$folder/steps.sh"
read_options 'preflight.sh: what is missing before the platform can be deployed?' "$@"

missing=0

# check WHAT REMEDY COMMAND... says whether it succeeds.
check() {
  local what=$1 remedy=$2
  shift 2
  if [[ $is_dry_run == true ]]; then
    say "would look whether there is: $what"
  elif "$@" >/dev/null 2>&1; then
    say "ok       $what"
  else
    say "MISSING  $what: $remedy"
    missing=$((missing + 1))
  fi
}

has_gcloud() {
  local version
  version=$(gcloud version --format='value("Google Cloud SDK")') || return
  ((${version%%.*} >= 528))
}

has_account() {
  [[ -n $(gcloud auth list --filter=status:ACTIVE --format='value(account)') ]]
}

has_project() {
  gcloud projects describe "$project" --format='value(projectNumber)'
}

has_billing() {
  [[ $(gcloud billing projects describe "$project" --format='value(billingEnabled)') == True ]]
}

has_password() {
  local secret=${database_secret%/versions/*}
  [[ $(gcloud secrets versions describe "${database_secret##*/}" --secret="${secret##*/}" --project="$project" --format='value(state)') == ENABLED ]]
}

has_machine_type() {
  [[ -n $(gcloud compute machine-types list --zones="$zone" --filter='name=tpu7x-standard-4t' --project="$project" --format='value(name)') ]]
}

has_gke_quota() {
  [[ -n $(gcloud beta quotas info describe TPUS-PER-TPU-FAMILY-per-project-region --service=compute.googleapis.com --project="$project" --format='value(name)') ]]
}

has_accelerator_type() {
  [[ -n $(gcloud compute tpus accelerator-types list --zone="$zone" --project="$project" --format='value(type)') ]]
}

has_tpu_quota() {
  [[ -n $(gcloud beta quotas info list --service=tpu.googleapis.com --project="$project" --format='value(name)') ]]
}

has_worker_pool() {
  [[ -n $worker_pool ]]
}

is_valid() {
  imprint validate "$environment"
}

for tool in bq imprint; do
  check "$tool is installed" 'install it' command -v "$tool"
done
check 'gcloud 528 or newer' 'gcloud components update' has_gcloud
check 'an account is signed in' 'gcloud auth login' has_account
check "project $project" 'create it, or ask for the right to see it' has_project
check 'billing is on' "gcloud billing projects link $project --billing-account=ACCOUNT" has_billing
check 'the environment has no faults' "imprint validate $environment" is_valid
if [[ -n $database_secret ]]; then
  check "password $database_secret" 'deploy.sh makes it from DATABASE_PASSWORD_FILE' has_password
fi
if [[ $needs_worker_pool == true ]]; then
  check 'a private worker pool' 'set spec.deployment.workerPool: the default pool is outside of the perimeter' has_worker_pool
fi
case $accelerator in
  none) ;;
  tpu7x)
    check "Ironwood in $zone" 'ask the account team, or take v6e' has_machine_type
    check 'TPU quota of Compute Engine' 'gcloud beta quotas preferences create; the quota of the TPU API does not count' has_gke_quota
    ;;
  *)
    check "TPUs in $zone" 'take another zone of the same generation' has_accelerator_type
    check 'quota of the TPU API' 'gcloud beta quotas preferences create; the quota of Compute Engine does not count' has_tpu_quota
    ;;
esac

((missing == 0)) || fail "$missing of the things above are missing"
