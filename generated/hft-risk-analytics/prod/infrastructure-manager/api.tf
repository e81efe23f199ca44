resource "google_cloud_run_v2_service" "risk_api" {
  project              = local.project
  name                 = local.api_name
  location             = var.region
  description          = "Risk API (${var.environment})"
  ingress              = var.api_ingress
  invoker_iam_disabled = false
  deletion_protection  = var.deletion_protection
  labels               = local.labels

  scaling {
    min_instance_count = var.min_instances
  }

  template {
    service_account                  = google_service_account.api.email
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    timeout                          = "30s"
    max_instance_request_concurrency = var.cloud_run_concurrency
    encryption_key                   = local.kms_keys["run"]
    labels                           = local.labels

    scaling {
      max_instance_count = var.max_instances
    }

    vpc_access {
      egress = "ALL_TRAFFIC"

      network_interfaces {
        network    = google_compute_network.platform.id
        subnetwork = google_compute_subnetwork.serving.id
      }
    }

    containers {
      image = var.api_image

      ports {
        container_port = 8080
      }

      resources {
        limits = {
          cpu    = tostring(var.cloud_run_cpu)
          memory = var.cloud_run_memory
        }
        cpu_idle          = !var.cpu_always_allocated
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = {
          DATA_BUCKET              = google_storage_bucket.data.name
          GOOGLE_CLOUD_PROJECT     = var.project_id
          INFERENCE_URL            = local.inference_url
          MARKET_DATA_SUBSCRIPTION = google_pubsub_subscription.market_data.id
          METRICS_TABLE            = google_bigquery_table.risk_metrics.table_id
          POSITIONS_TABLE          = google_bigquery_table.trading_positions.table_id
          TRADING_DATASET          = google_bigquery_dataset.trading.dataset_id
        }
        content {
          name  = env.key
          value = env.value
        }
      }

      # The first connection out of a new instance may take a minute, so a start has that long.
      startup_probe {
        period_seconds    = 5
        timeout_seconds   = 3
        failure_threshold = 24

        http_get {
          path = "/health"
          port = 8080
        }
      }

      liveness_probe {
        period_seconds    = 10
        timeout_seconds   = 3
        failure_threshold = 3

        http_get {
          path = "/health"
          port = 8080
        }
      }
    }
  }

  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = 100
  }

  # What the service needs from its first request on.
  depends_on = [
    google_bigquery_dataset_iam_member.api_reads_trading,
    google_bigquery_table_iam_member.api_writes_metrics,
    google_compute_firewall.allow_google_apis,
    google_compute_route.restricted_apis,
    google_dns_record_set.google_apis,
    google_project_iam_member.api,
    google_project_service_identity.agent,
    google_storage_bucket_iam_member.api_reads_data,
  ]
}

resource "google_cloud_run_v2_service_iam_member" "invokers" {
  for_each = toset(var.api_invokers)

  project  = local.project
  location = var.region
  name     = google_cloud_run_v2_service.risk_api.name
  role     = "roles/run.invoker"
  member   = each.value
}
