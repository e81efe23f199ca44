resource "google_bigquery_dataset" "trading" {
  project                    = local.project
  dataset_id                 = var.trading_dataset_id
  location                   = var.region
  description                = "Positions and risk metrics (${var.environment})"
  max_time_travel_hours      = "168"
  delete_contents_on_destroy = !var.deletion_protection
  labels                     = local.labels
}

resource "google_bigquery_table" "trading_positions" {
  project                  = local.project
  dataset_id               = google_bigquery_dataset.trading.dataset_id
  table_id                 = "trading_positions"
  description              = "Positions as of the newest merge of each day (UTC); today's are the current ones"
  deletion_protection      = var.deletion_protection
  require_partition_filter = true
  clustering               = ["portfolio_id", "symbol", "trader_id"]
  labels                   = local.labels

  time_partitioning {
    type          = "DAY"
    field         = "timestamp"
    expiration_ms = var.positions_retention_days > 0 ? var.positions_retention_days * 86400000 : null
  }

  table_constraints {
    primary_key {
      columns = ["position_id", "timestamp"]
    }
  }

  schema = jsonencode([
    { name = "position_id", type = "STRING", mode = "REQUIRED", description = "Key of the position in the trading system" },
    { name = "portfolio_id", type = "STRING", mode = "REQUIRED", description = "Portfolio that holds it" },
    { name = "symbol", type = "STRING", mode = "REQUIRED", description = "Instrument" },
    { name = "quantity", type = "NUMERIC", mode = "REQUIRED", description = "Units; negative for a short position" },
    { name = "price", type = "NUMERIC", mode = "REQUIRED", description = "Price of one unit" },
    { name = "timestamp", type = "TIMESTAMP", mode = "REQUIRED", description = "When the position stood as it does here" },
    { name = "trader_id", type = "STRING", mode = "REQUIRED", description = "Trader or algorithm that is responsible" },
    { name = "risk_score", type = "NUMERIC", mode = "NULLABLE", description = "From 0 to 1" },
    { name = "var_1d", type = "NUMERIC", mode = "NULLABLE", description = "Value at risk over one day, as an amount" },
    { name = "expected_shortfall", type = "NUMERIC", mode = "NULLABLE", description = "Mean loss beyond the value at risk, as an amount" },
    { name = "created_at", type = "TIMESTAMP", mode = "NULLABLE", defaultValueExpression = "CURRENT_TIMESTAMP()", description = "When the row was written" },
  ])
}

resource "google_bigquery_table" "risk_metrics" {
  project                  = local.project
  dataset_id               = google_bigquery_dataset.trading.dataset_id
  table_id                 = "risk_metrics"
  description              = "Results of the risk API, one row for each metric of a calculation; only ever appended to"
  deletion_protection      = var.deletion_protection
  require_partition_filter = true
  clustering               = ["portfolio_id", "metric_type", "trader_id"]
  labels                   = local.labels

  time_partitioning {
    type          = "DAY"
    field         = "calculation_timestamp"
    expiration_ms = var.metrics_retention_days > 0 ? var.metrics_retention_days * 86400000 : null
  }

  table_constraints {
    primary_key {
      columns = ["metric_id"]
    }
  }

  schema = jsonencode([
    { name = "metric_id", type = "STRING", mode = "REQUIRED", description = "Key of the result" },
    { name = "portfolio_id", type = "STRING", mode = "REQUIRED", description = "Portfolio it is about" },
    { name = "trader_id", type = "STRING", mode = "NULLABLE", description = "Trader it is about; none for the whole portfolio" },
    { name = "metric_type", type = "STRING", mode = "REQUIRED", description = "VaR_1D, ES_1D, risk_score and so on" },
    { name = "metric_value", type = "NUMERIC", mode = "REQUIRED", description = "Amount, or from 0 to 1 for a score" },
    { name = "confidence_level", type = "NUMERIC", mode = "NULLABLE", description = "Such as 0.99" },
    { name = "time_horizon_days", type = "INTEGER", mode = "NULLABLE", description = "Days the metric looks ahead" },
    { name = "model_version", type = "STRING", mode = "REQUIRED", description = "What calculated it" },
    { name = "calculation_timestamp", type = "TIMESTAMP", mode = "REQUIRED", description = "When it was calculated" },
    { name = "created_at", type = "TIMESTAMP", mode = "NULLABLE", defaultValueExpression = "CURRENT_TIMESTAMP()", description = "When the row was written" },
  ])
}

# The metrics are cut down to one row for each portfolio before the join, so that no position is counted twice.
resource "google_bigquery_table" "real_time_risk_dashboard" {
  project             = local.project
  dataset_id          = google_bigquery_dataset.trading.dataset_id
  table_id            = "real_time_risk_dashboard"
  description         = "Current exposure and risk by portfolio, trader and symbol"
  deletion_protection = var.deletion_protection
  labels              = local.labels

  view {
    use_legacy_sql = false
    query          = <<-SQL
      WITH exposure AS (
        SELECT
          portfolio_id,
          trader_id,
          symbol,
          SUM(quantity * price) AS position_value,
          MAX(risk_score) AS max_risk_score,
          AVG(var_1d) AS avg_var_1d,
          COUNT(*) AS position_count,
          MAX(timestamp) AS last_update
        FROM `${var.project_id}.${google_bigquery_dataset.trading.dataset_id}.${google_bigquery_table.trading_positions.table_id}`
        WHERE timestamp >= TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY)
        GROUP BY portfolio_id, trader_id, symbol
      ),
      portfolio_risk AS (
        SELECT
          portfolio_id,
          metric_value AS portfolio_var,
          confidence_level
        FROM `${var.project_id}.${google_bigquery_dataset.trading.dataset_id}.${google_bigquery_table.risk_metrics.table_id}`
        WHERE calculation_timestamp >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 DAY)
          AND metric_type = 'VaR_1D'
          AND trader_id IS NULL
        QUALIFY ROW_NUMBER() OVER (PARTITION BY portfolio_id ORDER BY calculation_timestamp DESC, metric_id) = 1
      )
      SELECT
        exposure.*,
        portfolio_risk.portfolio_var,
        portfolio_risk.confidence_level
      FROM exposure
      LEFT JOIN portfolio_risk USING (portfolio_id)
    SQL
  }
}
