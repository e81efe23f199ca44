resource "google_project_service" "needed" {
  for_each = toset(["secretmanager.googleapis.com", "artifactregistry.googleapis.com"])
  service  = each.value
}

resource "google_secret_manager_secret" "token" {
  secret_id = "token"

  replication {
    auto {}
  }
}

resource "google_cloud_run_v2_service" "api" {
  name     = "api"
  location = "europe-west3"

  template {
    containers {
      image = "europe-west3-docker.pkg.dev/acme/images/api:1"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "invokers" {
  name     = google_cloud_run_v2_service.api.name
  location = "europe-west3"
  role     = "roles/run.invoker"
  member   = "group:traders@example.com"
}
