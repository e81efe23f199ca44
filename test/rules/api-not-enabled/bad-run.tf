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

resource "google_cloud_run_v2_job" "report" {
  name     = "report"
  location = "europe-west3"

  template {
    template {
      containers {
        image = "europe-west3-docker.pkg.dev/acme/images/report:1"
      }
    }
  }
}
