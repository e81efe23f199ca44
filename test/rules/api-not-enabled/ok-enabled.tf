resource "google_project_service" "needed" {
  for_each = toset(["run.googleapis.com", "container.googleapis.com"])
  project  = "acme-prod"
  service  = each.value
}

# Enabling container.googleapis.com enables compute.googleapis.com as well.
resource "google_compute_network" "main" {
  project = "acme-prod"
  name    = "main"
}

# Storage is on in every project.
resource "google_storage_bucket" "data" {
  project  = "acme-prod"
  name     = "acme-data"
  location = "EU"
}

# Of this project the module enables nothing.
resource "google_secret_manager_secret" "elsewhere" {
  project   = "acme-shared"
  secret_id = "token"

  replication {
    auto {}
  }
}
