# Services the data sources below are read through. They stand apart from the rest: a data source waits for what it
# depends on, so a service added to the long list must not make the project number unknown, and with it every grant.
resource "google_project_service" "core" {
  for_each = toset([
    "bigquery.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "storage.googleapis.com",
  ])

  project            = var.project_id
  service            = each.value
  disable_on_destroy = false
}

resource "google_project_service" "platform" {
  for_each = toset([
    "artifactregistry.googleapis.com",
    "bigquerydatatransfer.googleapis.com",
    "billingbudgets.googleapis.com",
    "cloudtrace.googleapis.com",
    "compute.googleapis.com",
    "datastream.googleapis.com",
    "dns.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
  ])

  project            = var.project_id
  service            = each.value
  disable_on_destroy = false

  depends_on = [google_project_service.core]
}

# A service that was just enabled may still answer SERVICE_DISABLED for about a minute.
resource "time_sleep" "apis_ready" {
  create_duration = "60s"

  triggers = {
    project  = var.project_id
    services = join(",", concat(keys(google_project_service.core), keys(google_project_service.platform)))
  }
}

data "google_project" "this" {
  project_id = var.project_id

  depends_on = [google_project_service.core]
}
