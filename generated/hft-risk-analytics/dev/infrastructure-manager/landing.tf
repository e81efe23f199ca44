# Datastream makes the tables in here itself, one for each table of the source: <database or schema>_<table>.
resource "google_bigquery_dataset" "landing" {
  project                    = local.project
  dataset_id                 = "${var.trading_dataset_id}_landing"
  location                   = var.region
  description                = "Change data of the trading database, written by Datastream"
  delete_contents_on_destroy = !var.deletion_protection
  labels                     = local.labels
}

locals {
  landed_namespace = var.source_database_name

  # Datastream replaces what a table's name cannot hold.
  landed_positions = replace("${local.landed_namespace}_${var.positions_table}", "/[.$\\/@+-]/", "_")
}

resource "google_service_account" "merge" {
  project      = local.project
  account_id   = "${local.name}-merge"
  display_name = "Merge of landed positions (${var.environment})"
  description  = "Runs the scheduled query that merges landed rows into trading_positions"
}

resource "google_project_iam_member" "merge_runs_queries" {
  project = local.project
  role    = "roles/bigquery.jobUser"
  member  = google_service_account.merge.member
}

resource "google_bigquery_dataset_iam_member" "merge_reads_landing" {
  project    = local.project
  dataset_id = google_bigquery_dataset.landing.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = google_service_account.merge.member
}

resource "google_bigquery_table_iam_member" "merge_writes_positions" {
  project    = local.project
  dataset_id = google_bigquery_dataset.trading.dataset_id
  table_id   = google_bigquery_table.trading_positions.table_id
  role       = "roles/bigquery.dataEditor"
  member     = google_service_account.merge.member
}

# Puts the current positions into today's partition, all or nothing. A closed position goes with it; the partitions of
# earlier days stay as they were. Off until the stream runs: until then there is no landed table to read.
resource "google_bigquery_data_transfer_config" "merge_positions" {
  project              = local.project
  display_name         = "${local.name} merge positions"
  location             = var.region
  data_source_id       = "scheduled_query"
  schedule             = "every ${var.positions_merge_minutes} minutes"
  service_account_name = google_service_account.merge.email
  disabled             = var.stream_desired_state != "RUNNING"

  params = {
    query = <<-SQL
      BEGIN TRANSACTION;
      DELETE FROM `${var.project_id}.${google_bigquery_dataset.trading.dataset_id}.${google_bigquery_table.trading_positions.table_id}`
      WHERE timestamp >= TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY);
      INSERT INTO `${var.project_id}.${google_bigquery_dataset.trading.dataset_id}.${google_bigquery_table.trading_positions.table_id}`
        (position_id, portfolio_id, symbol, quantity, price, timestamp, trader_id)
      SELECT
        CAST(position_id AS STRING),
        CAST(portfolio_id AS STRING),
        symbol,
        CAST(quantity AS NUMERIC),
        CAST(price AS NUMERIC),
        CURRENT_TIMESTAMP(),
        CAST(trader_id AS STRING)
      FROM `${var.project_id}.${google_bigquery_dataset.landing.dataset_id}.${local.landed_positions}`;
      COMMIT TRANSACTION;
    SQL
  }

  depends_on = [google_project_iam_member.merge_runs_queries]
}
