variable "zone" {
  type    = string
  default = "us-central1-a"
}

resource "google_compute_instance" "pricing" {
  name            = "pricing"
  zone            = var.zone
  machine_type    = "n2-standrad-4"
  deletion_policy = "PREVNT"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    network = "default"
  }

  scheduling {
    provisioning_model = "FLEX"
  }
}

resource "google_project_iam_audit_config" "storage" {
  project = "acme-risk-prod"
  service = "storage.googleapis.com"

  audit_log_config {
    log_type = "DATA_READS"
  }
}

resource "google_storage_bucket" "exports" {
  name                     = "acme-risk-prod-exports"
  location                 = "us-central1"
  public_access_prevention = "on"

  lifecycle_rule {
    action {
      type = "Remove"
    }
    condition {
      age = 90
    }
  }
}

resource "google_cloud_scheduler_job" "open" {
  name      = "open"
  region    = "us-central1"
  schedule  = "7 o'clock"
  time_zone = "America/NewYork"

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
      data_freshness = "5m"

      single_target_dataset {
        dataset_id = "landing"
      }
    }
  }

  backfill_all {}
}
