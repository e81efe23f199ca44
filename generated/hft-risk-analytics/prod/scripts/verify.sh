#!/usr/bin/env bash
# Asks every part of the platform whether it works, and says all that does not.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=settings.sh
. "$folder/settings.sh"
# shellcheck source-path=SCRIPTDIR source=steps.sh
. "$folder/steps.sh"
read_options 'verify.sh: does the deployed platform work?' "$@"

broken=0

# expect WHAT PATTERN COMMAND... compares what the command prints.
expect() {
  local what=$1 pattern=$2 answer
  shift 2
  if [[ $is_dry_run == true ]]; then
    show "$@"
    return
  fi
  answer=$("$@" 2>&1) || answer="failed: $answer"
  if [[ $answer =~ ^($pattern)$ ]]; then
    say "ok      $what: $answer"
  else
    say "BROKEN  $what: $answer"
    broken=$((broken + 1))
  fi
}

# query SQL prints the one value of the answer, which stands below its name.
query() {
  bq --project_id="$project" --location="$region" --headless --format=csv query --use_legacy_sql=false "$1" | tail -n 1
}

expect 'deployment' ACTIVE gcloud infra-manager deployments describe "projects/$project/locations/$location/deployments/$deployment" --format='value(state)'
if [[ -n $api_image ]]; then
  expect 'risk API' True gcloud run services describe "$name-risk-api" --region="$region" --project="$project" --format='value(status.conditions[0].status)'
fi
if [[ -n $database_type ]]; then
  expect 'stream' "$stream_state" gcloud datastream streams describe "$name-trading" --location="$region" --project="$project" --format='value(state)'
  if [[ $stream_state == RUNNING ]]; then
    # Two runs of the merge may be missed before it counts.
    expect 'positions are fresh' true query \
      "SELECT MAX(timestamp) >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL $((3 * merge_minutes)) MINUTE) FROM $dataset.trading_positions WHERE timestamp >= TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY)"
  fi
fi
expect 'view answers' '[0-9]+' query "SELECT COUNT(*) FROM $dataset.real_time_risk_dashboard"
case $accelerator in
  none) ;;
  tpu7x)
    expect 'TPU node pool' RUNNING gcloud container node-pools describe tpu7x --cluster="$name-inference" --location="$region" --project="$project" --format='value(status)'
    ;;
  *)
    expect 'TPU VM' 'READY|STOPPED' gcloud compute tpus tpu-vm describe "$name-inference" --zone="$zone" --project="$project" --format='value(state)'
    ;;
esac

((broken == 0)) || fail "$broken parts do not work"
say 'everything works'
