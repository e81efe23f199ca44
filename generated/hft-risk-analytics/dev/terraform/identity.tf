locals {
  # Google's own identities that act for the services of this project, by the name of the service.
  service_agent_domains = {
    artifactregistry = "gcp-sa-artifactregistry"
    datastream       = "gcp-sa-datastream"
    pubsub           = "gcp-sa-pubsub"
    run              = "serverless-robot-prod"
  }
}

locals {
  # Spelt out from the project number, because the identity resource returns no email for some services.
  service_agents = {
    for service, domain in local.service_agent_domains :
    service => "serviceAccount:service-${data.google_project.this.number}@${domain}.iam.gserviceaccount.com"
  }
}

# A service agent does not exist before its service is first used; grants to it fail until then.
resource "google_project_service_identity" "agent" {
  provider = google-beta
  for_each = local.service_agent_domains

  project = local.project
  service = "${each.key}.googleapis.com"
}

resource "google_service_account" "api" {
  project      = local.project
  account_id   = "${local.name}-api"
  display_name = "Risk API (${var.environment})"
  description  = "Runs the risk API on Cloud Run"
}

# Only what has no narrower scope than the project; everything else is granted on the resource itself.
resource "google_project_iam_member" "api" {
  for_each = toset([
    "roles/bigquery.jobUser",
    "roles/cloudtrace.agent",
    "roles/logging.logWriter",
    "roles/monitoring.metricWriter",
  ])

  project = local.project
  role    = each.value
  member  = google_service_account.api.member
}

resource "google_bigquery_dataset_iam_member" "api_reads_trading" {
  project    = local.project
  dataset_id = google_bigquery_dataset.trading.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = google_service_account.api.member
}

# The API writes its results and nothing else.
resource "google_bigquery_table_iam_member" "api_writes_metrics" {
  project    = local.project
  dataset_id = google_bigquery_dataset.trading.dataset_id
  table_id   = google_bigquery_table.risk_metrics.table_id
  role       = "roles/bigquery.dataEditor"
  member     = google_service_account.api.member
}

resource "google_storage_bucket_iam_member" "api_reads_data" {
  bucket = google_storage_bucket.data.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.api.member
}

resource "google_pubsub_subscription_iam_member" "api_reads_market_data" {
  project      = local.project
  subscription = google_pubsub_subscription.market_data.name
  role         = "roles/pubsub.subscriber"
  member       = google_service_account.api.member
}

resource "google_bigquery_dataset_iam_member" "analysts" {
  for_each = toset(var.analysts)

  project    = local.project
  dataset_id = google_bigquery_dataset.trading.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value
}
