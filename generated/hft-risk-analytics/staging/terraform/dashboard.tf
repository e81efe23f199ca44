locals {
  charts = [
    {
      title     = "API latency"
      unit      = "ms"
      threshold = var.api_latency_alert_ms
      series = [
        for percentile in ["50", "95", "99"] : {
          name    = "p${percentile}"
          filter  = local.alerts["api_latency"].filter
          aligner = "ALIGN_PERCENTILE_${percentile}"
          reducer = "REDUCE_MAX"
          groups  = null
        }
      ]
    },
    {
      title     = "API requests by response class"
      unit      = "1/s"
      threshold = null
      series = [{
        name    = "$${metric.labels.response_code_class}"
        filter  = "metric.type = \"run.googleapis.com/request_count\" AND ${local.api_filter}"
        aligner = "ALIGN_RATE"
        reducer = "REDUCE_SUM"
        groups  = ["metric.label.response_code_class"]
      }]
    },
    {
      title     = "API instances by state"
      unit      = "instances"
      threshold = null
      series = [{
        name    = "$${metric.labels.state}"
        filter  = "metric.type = \"run.googleapis.com/container/instance_count\" AND ${local.api_filter}"
        aligner = "ALIGN_MAX"
        reducer = "REDUCE_SUM"
        groups  = ["metric.label.state"]
      }]
    },
    {
      title     = "API cold starts"
      unit      = "ms"
      threshold = null
      series = [{
        name    = "p95"
        filter  = "metric.type = \"run.googleapis.com/container/startup_latencies\" AND ${local.api_filter}"
        aligner = "ALIGN_PERCENTILE_95"
        reducer = "REDUCE_MAX"
        groups  = null
      }]
    },
    {
      title     = "Calculation latency"
      unit      = "ms"
      threshold = var.calculation_latency_alert_ms
      series = [
        for percentile in ["50", "99"] : {
          name    = "p${percentile}"
          filter  = local.alerts["calculation_latency"].filter
          aligner = "ALIGN_PERCENTILE_${percentile}"
          reducer = "REDUCE_MAX"
          groups  = null
        }
      ]
    },
    {
      title     = "Inference latency"
      unit      = "ms"
      threshold = var.inference_latency_alert_ms
      series = [
        for percentile in ["50", "99"] : {
          name    = "p${percentile}"
          filter  = local.alerts["inference_latency"].filter
          aligner = "ALIGN_PERCENTILE_${percentile}"
          reducer = "REDUCE_MAX"
          groups  = null
        }
      ]
    },
    {
      title     = "TPU use"
      unit      = "%"
      threshold = null
      series = [
        for metric in ["duty_cycle", "tensorcore_utilization", "memory_bandwidth_utilization"] : {
          name    = replace(metric, "_", " ")
          filter  = "metric.type = \"${local.accelerator_metric}/${metric}\" AND ${local.accelerator_filter}"
          aligner = "ALIGN_MEAN"
          reducer = "REDUCE_MEAN"
          groups  = null
        }
      ]
    },
    {
      title     = "TPU memory"
      unit      = "bytes"
      threshold = null
      series = [
        for metric in ["memory_used", "memory_total"] : {
          name    = replace(metric, "_", " ")
          filter  = "metric.type = \"${local.accelerator_metric}/${metric}\" AND ${local.accelerator_filter}"
          aligner = "ALIGN_MEAN"
          reducer = "REDUCE_SUM"
          groups  = null
        }
      ]
    },
    {
      title     = "BigQuery bytes billed"
      unit      = "bytes"
      threshold = null
      series = [{
        name    = "scanned"
        filter  = "metric.type = \"bigquery.googleapis.com/query/scanned_bytes_billed\" AND resource.type = \"global\""
        aligner = "ALIGN_DELTA"
        reducer = "REDUCE_SUM"
        groups  = null
      }]
    },
    {
      title     = "Application errors by type"
      unit      = "errors"
      threshold = null
      series = [{
        name    = "$${metric.labels.error_type}"
        filter  = local.alerts["application_errors"].filter
        aligner = "ALIGN_DELTA"
        reducer = "REDUCE_SUM"
        groups  = ["metric.label.error_type"]
      }]
    },
    {
      title     = "Market data backlog"
      unit      = "s"
      threshold = var.market_data_backlog_alert_seconds
      series = [{
        name    = "oldest message"
        filter  = local.alerts["market_data_backlog"].filter
        aligner = "ALIGN_MAX"
        reducer = "REDUCE_MAX"
        groups  = null
      }]
    },
    {
      title     = "Market data dead letters"
      unit      = "messages"
      threshold = null
      series = [{
        name    = "waiting"
        filter  = local.alerts["market_data_dead_letters"].filter
        aligner = "ALIGN_MAX"
        reducer = "REDUCE_MAX"
        groups  = null
      }]
    },
    {
      title     = "Datastream unsupported events"
      unit      = "events"
      threshold = null
      series = [{
        name    = "left out"
        filter  = local.alerts["stream_unsupported_events"].filter
        aligner = "ALIGN_DELTA"
        reducer = "REDUCE_SUM"
        groups  = null
      }]
    },
    {
      title     = "Datastream freshness"
      unit      = "s"
      threshold = var.stream_freshness_alert_seconds
      series = [{
        name    = "age of the newest change"
        filter  = local.alerts["stream_freshness"].filter
        aligner = "ALIGN_MAX"
        reducer = "REDUCE_MAX"
        groups  = null
      }]
    },
    {
      title     = "Datastream latency from source to BigQuery"
      unit      = "ms"
      threshold = null
      series = [{
        name    = "p95"
        filter  = "metric.type = \"datastream.googleapis.com/stream/total_latencies\" AND ${local.stream_filter}"
        aligner = "ALIGN_PERCENTILE_95"
        reducer = "REDUCE_MAX"
        groups  = null
      }]
    },
  ]
}

locals {
  # Two charts a row. A position of zero is left out, as the service leaves it out of what it stores.
  tiles = [
    for index, chart in local.charts : merge(
      { for key, value in { xPos = index % 2 * 6, yPos = floor(index / 2) * 4 } : key => value if value > 0 },
      {
        width  = 6
        height = 4
        widget = {
          title = chart.title
          xyChart = {
            for key, value in {
              dataSets = [
                for series in chart.series : {
                  plotType       = "LINE"
                  legendTemplate = series.name
                  timeSeriesQuery = {
                    timeSeriesFilter = {
                      filter = series.filter
                      aggregation = {
                        for key, value in {
                          alignmentPeriod    = "60s"
                          perSeriesAligner   = series.aligner
                          crossSeriesReducer = series.reducer
                          groupByFields      = series.groups
                        } : key => value if value != null
                      }
                    }
                  }
                }
              ]
              thresholds = chart.threshold == null ? null : [{ value = chart.threshold }]
              yAxis = {
                label = chart.unit
                scale = "LINEAR"
              }
            } : key => value if value != null
          }
        }
      },
    )
  ]
}

resource "google_monitoring_dashboard" "platform" {
  project = local.project

  dashboard_json = jsonencode({
    displayName = "HFT Risk Analytics (${local.name})"
    mosaicLayout = {
      columns = 12
      tiles   = local.tiles
    }
  })
}
