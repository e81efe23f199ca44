#!/usr/bin/env bash
# Brings the platform up: a first deployment without what needs an image, then all of it. Goes on where it stopped.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=settings.sh
. "$folder/settings.sh"
# shellcheck source-path=SCRIPTDIR source=steps.sh
. "$folder/steps.sh"
read_options 'deploy.sh: deploy the platform with Infrastructure Manager' "$@"

deployment_name=projects/$project/locations/$location/deployments/$deployment
apply_seconds=${APPLY_SECONDS:-5400}

enable_services() {
  change gcloud services enable cloudbuild.googleapis.com cloudresourcemanager.googleapis.com config.googleapis.com \
    iam.googleapis.com secretmanager.googleapis.com serviceusage.googleapis.com --project="$project"
}

make_deployer() {
  look gcloud iam service-accounts describe "$deployer" --project="$project" --format='value(email)' >/dev/null ||
    change gcloud iam service-accounts create "${deployer%%@*}" --display-name='Deploys with Infrastructure Manager' --project="$project"
}

# The roles are derived from the module: those it needs and no more. The commands that grant them are imprint's own.
grant_roles() {
  if [[ $is_dry_run == true ]]; then
    show imprint explain roles "$environment"
    return
  fi
  local commands command words
  commands=$(imprint explain roles "$environment" | grep '^gcloud ') || fail 'imprint could not tell the roles'
  while read -r command; do
    case $command in
      'gcloud projects add-iam-policy-binding '*)
        read -r -a words <<<"$command"
        change "${words[@]}" --format=none
        ;;
      *) say "  somebody with the right to has to run: $command" ;;
    esac
  done <<<"$commands"
}

# The value comes from a file, and is on no command line.
keep_password() {
  [[ -n $database_secret ]] || return 0
  local secret=${database_secret%/versions/*}
  secret=${secret##*/}
  if look gcloud secrets versions describe "${database_secret##*/}" --secret="$secret" --project="$project" --format='value(state)' >/dev/null; then
    return
  fi
  [[ $is_dry_run == true || -r ${DATABASE_PASSWORD_FILE:-} ]] || fail 'set DATABASE_PASSWORD_FILE to a file with the password of the database account'
  look gcloud secrets describe "$secret" --project="$project" --format='value(name)' >/dev/null ||
    change gcloud secrets create "$secret" --replication-policy=user-managed --locations="$region" --project="$project"
  change gcloud secrets versions add "$secret" --data-file="${DATABASE_PASSWORD_FILE:-FILE}" --project="$project"
}

# Succeeds when the deployment is at rest; a failed one ends the script with what its revision says.
is_applied() {
  local state
  state=$(gcloud infra-manager deployments describe "$deployment_name" --format='value(state)')
  case $state in
    ACTIVE) return 0 ;;
    FAILED)
      gcloud infra-manager revisions describe "$(gcloud infra-manager deployments describe "$deployment_name" --format='value(latestRevision)')" \
        --format='yaml(errorCode,errorLogs,tfErrors)' >&2
      fail 'the deployment failed; mend what is said above and run this script again'
      ;;
    *) return 1 ;;
  esac
}

has_image() {
  [[ -z $1 ]] || look gcloud artifacts docker images describe "$1" --project="$project" --format='value(image_summary.digest)' >/dev/null
}

# The registry is part of the platform: until it is there, nothing that needs an image can be.
prepare_registry() {
  has_image "$api_image" && return
  look gcloud infra-manager deployments describe "$deployment_name" --format='value(state)' >/dev/null && return
  change imprint deploy "$environment" --set enable_api=false --yes
}

check_images() {
  [[ $is_dry_run == true ]] && return
  local image
  for image in "$api_image" "$inference_image"; do
    has_image "$image" || fail "push $image (gcloud builds submit), or put the digest of what you pushed into the environment, render, and run this script again"
  done
}

apply() {
  local options=(
    --service-account="projects/$project/serviceAccounts/$deployer"
    --local-source="$folder/../infrastructure-manager"
    --tf-version-constraint="$terraform_version"
    --quota-validation="$quota_validation"
    --async
  )
  [[ -z $worker_pool ]] || options+=(--worker-pool="$worker_pool")
  change gcloud infra-manager deployments apply "$deployment_name" "${options[@]}"
  wait_for 'the deployment' "$apply_seconds" is_applied
}

start_inference() {
  [[ -f $folder/../kubernetes/inference.yaml ]] || return 0
  change gcloud container clusters get-credentials "$name-inference" --location="$region" --dns-endpoint --project="$project"
  change kubectl apply --filename="$folder/../kubernetes/inference.yaml"
  change kubectl rollout status deployment/inference --namespace=inference --timeout=30m
}

check_database() {
  [[ -n $database_type ]] || return 0
  if [[ $stream_state != RUNNING ]]; then
    say "  the stream is not started: prepare the database (docs/source-database.$database_type.sql), then set stream_desired_state: RUNNING, render, and run this script again"
    return
  fi
  change gcloud datastream connection-profiles discover --connection-profile-name="$name-source" --location="$region" --full-hierarchy --project="$project"
}

verify() {
  change "$folder/verify.sh"
}

if command -v imprint >/dev/null && [[ $is_dry_run == false ]]; then
  imprint cost "$environment" >&2 || say 'what it costs could not be told'
fi
confirm "This deploys $environment to $project and costs money from then on." yes

begin deploy
step services enable_services
step deployer make_deployer
step roles grant_roles
step password keep_password
step registry prepare_registry
step images check_images
step apply apply
step inference start_inference
step database check_database
step verify verify
finish "$deployment is deployed"
