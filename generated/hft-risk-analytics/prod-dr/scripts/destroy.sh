#!/usr/bin/env bash
# Takes the platform down, in the order that lets it go, and looks afterwards whether anything is left that costs money.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=settings.sh
. "$folder/settings.sh"
# shellcheck source-path=SCRIPTDIR source=steps.sh
. "$folder/steps.sh"
read_options 'destroy.sh: delete the platform with everything in it' "$@"

deployment_name=projects/$project/locations/$location/deployments/$deployment
delete_seconds=${DELETE_SECONDS:-10800}
inventory=$state_folder/inventory.txt

# What there is, from the newest revision: after the delete nobody can say it any more.
record_inventory() {
  local revision
  if ! revision=$(look gcloud infra-manager deployments describe "$deployment_name" --format='value(latestRevision)'); then
    [[ $is_dry_run == true ]] || fail "there is no deployment $deployment_name"
    revision=$deployment_name/revisions/r-0
  fi
  if [[ -z $revision ]]; then
    say '  nothing was ever applied'
    return
  fi
  show gcloud infra-manager resources list --revision="$revision" --format='value(terraformInfo.address)'
  [[ $is_dry_run == true ]] && return
  gcloud infra-manager resources list --revision="$revision" --format='value(terraformInfo.address)' >"$inventory"
  say "  $(grep -c . "$inventory") resources, listed in $inventory"
}

pause_stream() {
  [[ -n $database_type ]] || return 0
  if [[ $is_dry_run == true || $(look gcloud datastream streams describe "$name-trading" --location="$region" --project="$project" --format='value(state)') == RUNNING ]]; then
    change gcloud datastream streams update "$name-trading" --location="$region" --state=PAUSED --update-mask=state --project="$project"
  fi
  if [[ $database_type == postgresql ]]; then
    say '  drop the replication slot when the stream is gone (docs/source-database.postgresql.sql, at its end): until then the database keeps its log'
  fi
}

# Succeeds when the deployment is gone. Cloud Run holds addresses of its subnet for an hour or two: a delete that fails
# in that time is tried again.
is_deleted() {
  local state
  state=$(look gcloud infra-manager deployments describe "$deployment_name" --format='value(state)') || return 0
  if [[ $state == FAILED || $state == ACTIVE ]]; then
    change gcloud infra-manager deployments delete "$deployment_name" --delete-policy=DELETE --async --quiet
  fi
  return 1
}

delete_deployment() {
  change gcloud infra-manager deployments delete "$deployment_name" --delete-policy=DELETE --async --quiet
  wait_for 'the delete' "$delete_seconds" is_deleted
}

# leftovers COMMAND... lists what is there of one kind, and ends the listing when nobody can tell; a dry run shows the question.
leftovers() {
  if [[ $is_dry_run == true ]]; then
    show "$@"
  else
    "$@" || exit 1
  fi
}

list_leftovers() {
  leftovers gcloud compute tpus tpu-vm list --zone=- --filter="name~$name-inference" --project="$project" --format='value(name)'
  leftovers gcloud container clusters list --filter="name=$name-inference" --project="$project" --format='value(name)'
  leftovers gcloud run services list --filter="metadata.name=$name-risk-api" --project="$project" --format='value(metadata.name)'
  leftovers gcloud datastream streams list --location="$region" --filter="name~$name-trading" --project="$project" --format='value(name)'
  leftovers gcloud datastream private-connections list --location="$region" --filter="name~$name-source" --project="$project" --format='value(name)'
  leftovers gcloud storage buckets list --filter="name=$project-$name-data" --project="$project" --format='value(name)'
  leftovers gcloud pubsub topics list --filter="name~$name-market-data" --project="$project" --format='value(name)'
  leftovers gcloud artifacts repositories list --location="$region" --filter="name~$name-images" --project="$project" --format='value(name)'
  leftovers gcloud compute networks list --filter="name=$name-network" --project="$project" --format='value(name)'
  leftovers gcloud scheduler jobs list --location="$region" --filter="name~$name-" --project="$project" --format='value(name)'
  leftovers gcloud iam service-accounts list --filter="email~^$name-" --project="$project" --format='value(email)'
  leftovers bq --project_id="$project" --headless --format=csv ls --filter="labels.environment:$stage"
}

look_for_leftovers() {
  local left
  left=$(list_leftovers) || fail 'what is left could not be listed'
  [[ -z $left ]] || fail "still there: $left"
}

if [[ $is_protected == true ]]; then
  fail 'deletion_protection is on: set it to false in the environment, deploy, and run this script again'
fi
confirm "This deletes $environment in $project with all of its data." "$deployment"

begin destroy
step inventory record_inventory
step stream pause_stream
step delete delete_deployment
step leftovers look_for_leftovers
finish "$deployment is deleted. What stays: the key ring and its keys (their versions are destroyed after 30 days), the secret with
the password, enabled services, $deployer, and for seven days what buckets and log buckets keep."
