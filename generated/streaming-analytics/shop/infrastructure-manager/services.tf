resource "google_project_service" "core" {
  for_each = toset([
    "bigquery.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "iam.googleapis.com",
  ])

  project            = var.project_id
  service            = each.value
  disable_on_destroy = false
}

resource "google_project_service" "platform" {
  for_each = toset([
    "cloudkms.googleapis.com",
    "compute.googleapis.com",
    "datastream.googleapis.com",
    "monitoring.googleapis.com",
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

locals {
  service_agent_domains = {
    datastream = "gcp-sa-datastream"
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
