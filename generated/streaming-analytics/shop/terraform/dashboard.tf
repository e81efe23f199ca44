locals {
  stream_filter = "resource.type = \"datastream.googleapis.com/Stream\" AND resource.labels.stream_id = \"${local.stream_name}\""

  charts = [
    for metric, chart in {
      freshness               = { title = "Freshness", unit = "s", aligner = "ALIGN_MAX" }
      total_latencies         = { title = "Latency from source to BigQuery", unit = "ms", aligner = "ALIGN_PERCENTILE_95" }
      event_count             = { title = "Changes", unit = "1/s", aligner = "ALIGN_RATE" }
      unsupported_event_count = { title = "Changes left out", unit = "events", aligner = "ALIGN_DELTA" }
    } :
    {
      title     = chart.title
      unit      = chart.unit
      threshold = null
      series = [{
        name    = metric
        filter  = "metric.type = \"datastream.googleapis.com/stream/${metric}\" AND ${local.stream_filter}"
        aligner = chart.aligner
        reducer = chart.aligner == "ALIGN_MAX" || chart.aligner == "ALIGN_PERCENTILE_95" ? "REDUCE_MAX" : "REDUCE_SUM"
        groups  = null
      }]
    }
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
    displayName = "Streaming analytics (${local.name})"
    mosaicLayout = {
      columns = 12
      tiles   = local.tiles
    }
  })
}
