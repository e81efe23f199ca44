locals {
  stream_name = "${local.name}-trading"
  source_port = coalesce(var.source_database_port, { mysql = 3306, postgresql = 5432, oracle = 1521, sqlserver = 1433 }["mysql"])

  # The secret without its version: what the grant is for.
  source_secret = split("/versions/", var.source_database_password_secret)[0]
}

# The password never passes through Terraform: Datastream reads it from Secret Manager itself.
resource "google_secret_manager_secret_iam_member" "datastream_reads_password" {
  secret_id = local.source_secret
  role      = "roles/secretmanager.secretAccessor"
  member    = local.service_agents["datastream"]

  depends_on = [google_project_service_identity.agent]
}

resource "google_datastream_connection_profile" "source" {
  project                   = local.project
  location                  = var.region
  connection_profile_id     = "${local.name}-source"
  display_name              = "${local.name} source database"
  create_without_validation = true
  labels                    = local.labels

  mysql_profile {
    hostname                       = var.source_database_host
    port                           = local.source_port
    username                       = var.source_database_username
    secret_manager_stored_password = var.source_database_password_secret

    dynamic "ssl_config" {
      for_each = var.source_ca_certificate == null ? [] : [var.source_ca_certificate]
      content {
        ca_certificate = ssl_config.value
      }
    }
  }

  private_connectivity {
    private_connection = google_datastream_private_connection.source.id
  }

  depends_on = [google_secret_manager_secret_iam_member.datastream_reads_password]
}

resource "google_datastream_connection_profile" "bigquery" {
  project                   = local.project
  location                  = var.region
  connection_profile_id     = "${local.name}-bigquery"
  display_name              = "${local.name} BigQuery"
  create_without_validation = true
  labels                    = local.labels

  bigquery_profile {}
}

# Made without validation, because the database may not be prepared yet; starting it (stream_desired_state) validates it.
resource "google_datastream_stream" "trading" {
  project                   = local.project
  location                  = var.region
  stream_id                 = local.stream_name
  display_name              = "${local.name} trading data"
  desired_state             = var.stream_desired_state
  create_without_validation = true
  labels                    = local.labels

  source_config {
    source_connection_profile = google_datastream_connection_profile.source.id

    mysql_source_config {
      max_concurrent_cdc_tasks      = 8
      max_concurrent_backfill_tasks = 12

      include_objects {
        mysql_databases {
          database = var.source_database_name

          dynamic "mysql_tables" {
            for_each = var.source_tables
            iterator = table
            content {
              table = table.key

              dynamic "mysql_columns" {
                for_each = table.value
                iterator = column
                content {
                  column = column.value
                }
              }
            }
          }
        }
      }

      binary_log_position {}
    }
  }

  destination_config {
    destination_connection_profile = google_datastream_connection_profile.bigquery.id

    bigquery_destination_config {
      data_freshness = var.bigquery_data_freshness

      single_target_dataset {
        dataset_id = google_bigquery_dataset.landing.id
      }

      merge {}
    }
  }

  backfill_all {}
}
