variable "zone" {
  type    = string
  default = "us-central1-a"
}

resource "google_compute_instance" "pricing" {
  name            = "pricing"
  zone            = var.zone
  machine_type    = "n2-standard-4"
  deletion_policy = "PREVENT"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    network = "default"
  }

  scheduling {
    provisioning_model = "FLEX_START"
  }
}

resource "google_project_iam_audit_config" "storage" {
  project = "acme-risk-prod"
  service = "storage.googleapis.com"

  audit_log_config {
    log_type = "DATA_READ"
  }
}

resource "google_storage_bucket" "exports" {
  name                     = "acme-risk-prod-exports"
  location                 = "us-central1"
  public_access_prevention = "enforced"

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age = 90
    }
  }
}

resource "google_cloud_scheduler_job" "open" {
  name      = "open"
  region    = "us-central1"
  schedule  = "0 7 * * 1-5"
  time_zone = "America/New_York"

  http_target {
    uri = "https://run.googleapis.com/v2/x"
  }
}

resource "google_datastream_stream" "trading" {
  stream_id    = "trading"
  location     = "us-central1"
  display_name = "trading"

  source_config {
    source_connection_profile = "source"

    mysql_source_config {
      gtid {}
    }
  }

  destination_config {
    destination_connection_profile = "bigquery"

    bigquery_destination_config {
      data_freshness = "300s"

      single_target_dataset {
        dataset_id = "acme-risk-prod:landing"
      }
    }
  }

  backfill_all {}
}
