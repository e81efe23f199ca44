variable "service" {
  type    = string
  default = "risk-api"
}

resource "google_cloud_run_v2_service" "api" {
  name     = var.service
  location = "us-central1"

  template {
    containers {
      image = "us-docker.pkg.dev/acme/images/risk-api:1"

      resources {
        limits = {
          cpu    = "8"
          memory = "32Gi"
        }
      }
    }
  }
}

resource "google_storage_bucket" "exports" {
  name     = "acme-risk-prod-exports"
  location = "us-central1"

  lifecycle_rule {
    action {
      type          = "SetStorageClass"
      storage_class = "NEARLINE"
    }
    condition {
      age = 30
    }
  }
}

resource "google_logging_metric" "errors" {
  name   = "errors"
  filter = "severity >= ERROR"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
}

resource "google_monitoring_alert_policy" "latency" {
  display_name = "latency"
  combiner     = "OR"

  conditions {
    display_name = "latency"

    condition_threshold {
      filter     = "metric.type = \"run.googleapis.com/request_latencies\" AND resource.type = \"cloud_run_revision\""
      comparison = "COMPARISON_GT"
      duration   = "60s"
    }
  }
}

resource "google_datastream_connection_profile" "source" {
  connection_profile_id = "source"
  location              = "us-central1"
  display_name          = "source"

  mysql_profile {
    hostname = "mysql.acme.internal"
    username = "datastream"

    secret_manager_stored_password = "projects/acme-risk-prod/secrets/source/versions/1"
  }
}

resource "google_datastream_stream" "trading" {
  stream_id    = "trading"
  location     = "us-central1"
  display_name = "trading"

  source_config {
    source_connection_profile = google_datastream_connection_profile.source.id

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
