locals {
  # A metric is only found by a filter that names its type and the type of resource it is written for.
  api_filter          = "resource.type = \"cloud_run_revision\" AND resource.labels.service_name = \"${local.api_name}\""
  market_data_filter  = "resource.type = \"pubsub_subscription\" AND resource.labels.subscription_id = \"${google_pubsub_subscription.market_data.name}\""
  dead_letters_filter = "resource.type = \"pubsub_subscription\" AND resource.labels.subscription_id = \"${google_pubsub_subscription.market_data_dead_letters.name}\""
  stream_filter       = "resource.type = \"datastream.googleapis.com/Stream\" AND resource.labels.stream_id = \"${local.stream_name}\""

  channels = [for channel in google_monitoring_notification_channel.email : channel.name]

  # The resource names no node: location and project are all there is to tell it by.
  accelerator_filter = "resource.type = \"tpu.googleapis.com/GceTpuWorker\" AND resource.labels.location = \"${var.zone}\""
  accelerator_metric = "tpu.googleapis.com/accelerator"
  interruption       = "metric.type = \"tpu.googleapis.com/instance/interruption_count\" AND ${local.accelerator_filter}"

  application_errors_metric = "${local.name}/application_errors"
  latency_metrics = {
    calculation = "Time of the calculation alone, as the risk API logs it"
    inference   = "Time of a call to the inference server, as the risk API logs it"
  }

  alerts = {
    api_latency = {
      title     = "API latency"
      severity  = "WARNING"
      filter    = "metric.type = \"run.googleapis.com/request_latencies\" AND ${local.api_filter}"
      aligner   = "ALIGN_PERCENTILE_95"
      reducer   = "REDUCE_MAX"
      threshold = var.api_latency_alert_ms
      duration  = "120s"
      advice    = "One request in twenty takes longer than ${var.api_latency_alert_ms} ms. Look at cold starts, at the instance count and at BigQuery, in this order."
    }
    calculation_latency = {
      title     = "Calculation latency"
      severity  = "WARNING"
      filter    = "metric.type = \"logging.googleapis.com/user/${local.name}/calculation_latency\" AND ${local.api_filter}"
      aligner   = "ALIGN_PERCENTILE_99"
      reducer   = "REDUCE_MAX"
      threshold = var.calculation_latency_alert_ms
      duration  = "60s"
      advice    = "The calculation itself, without network and data access, takes longer than ${var.calculation_latency_alert_ms} ms for one portfolio in a hundred."
    }
    inference_latency = {
      title     = "Inference latency"
      severity  = "WARNING"
      filter    = "metric.type = \"logging.googleapis.com/user/${local.name}/inference_latency\" AND ${local.api_filter}"
      aligner   = "ALIGN_PERCENTILE_99"
      reducer   = "REDUCE_MAX"
      threshold = var.inference_latency_alert_ms
      duration  = "60s"
      advice    = "A call to the inference server, network included, takes longer than ${var.inference_latency_alert_ms} ms once in a hundred times. Look at its queue and at shapes that are compiled anew."
    }
    accelerator_idle = {
      title     = "TPU idle"
      severity  = "WARNING"
      filter    = "metric.type = \"${local.accelerator_metric}/duty_cycle\" AND ${local.accelerator_filter}"
      aligner   = "ALIGN_MEAN"
      reducer   = "REDUCE_MEAN"
      is_below  = true
      threshold = 5
      duration  = "3600s"
      advice    = "The TPU has had next to nothing to do for an hour, and is billed all the same. Let the schedule stop it, or take a smaller one."
    }
    accelerator_interrupted = {
      title     = "TPU interrupted"
      severity  = "CRITICAL"
      filter    = local.interruption
      aligner   = "ALIGN_DELTA"
      reducer   = "REDUCE_SUM"
      threshold = 0
      duration  = "0s"
      advice    = "A host of the TPU was taken away or repaired. Until it is back, the risk API calculates on its CPUs."
    }
    application_errors = {
      title     = "Application errors"
      severity  = "ERROR"
      filter    = "metric.type = \"logging.googleapis.com/user/${local.application_errors_metric}\" AND ${local.api_filter}"
      aligner   = "ALIGN_DELTA"
      reducer   = "REDUCE_SUM"
      threshold = 10
      duration  = "300s"
      advice    = "The API logs errors again and again. The label error_type says which."
    }
    market_data_backlog = {
      title     = "Market data backlog"
      severity  = "ERROR"
      filter    = "metric.type = \"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" AND ${local.market_data_filter}"
      aligner   = "ALIGN_MAX"
      reducer   = "REDUCE_MAX"
      threshold = var.market_data_backlog_alert_seconds
      duration  = "300s"
      advice    = "Market data has been waiting for more than ${var.market_data_backlog_alert_seconds} s. The consumer is too slow, or stopped."
    }
    market_data_dead_letters = {
      title     = "Market data dead letters"
      severity  = "ERROR"
      filter    = "metric.type = \"pubsub.googleapis.com/subscription/num_undelivered_messages\" AND ${local.dead_letters_filter}"
      aligner   = "ALIGN_MAX"
      reducer   = "REDUCE_MAX"
      threshold = 0
      duration  = "0s"
      advice    = "Messages were given up after five attempts. Read them from the dead letter subscription before they expire after seven days."
    }
    stream_freshness = {
      title     = "Datastream freshness"
      severity  = "CRITICAL"
      filter    = "metric.type = \"datastream.googleapis.com/stream/freshness\" AND ${local.stream_filter}"
      aligner   = "ALIGN_MAX"
      reducer   = "REDUCE_MAX"
      threshold = var.stream_freshness_alert_seconds
      duration  = "300s"
      advice    = "Changes of the trading database arrive more than ${var.stream_freshness_alert_seconds} s late. Look at the errors of the stream, at the source's log retention and at the network."
    }
    stream_unsupported_events = {
      title     = "Datastream unsupported events"
      severity  = "WARNING"
      filter    = "metric.type = \"datastream.googleapis.com/stream/unsupported_event_count\" AND ${local.stream_filter}"
      aligner   = "ALIGN_DELTA"
      reducer   = "REDUCE_SUM"
      threshold = 0
      duration  = "600s"
      advice    = "Changes that Datastream cannot replicate are left out of BigQuery: a type it does not know, or a table without a key it can use."
    }
  }
}

resource "google_monitoring_notification_channel" "email" {
  for_each = toset(var.alert_emails)

  project      = local.project
  display_name = "${local.name} ${each.value}"
  type         = "email"
  user_labels  = local.labels

  labels = {
    email_address = each.value
  }
}

resource "google_logging_metric" "application_errors" {
  project     = local.project
  name        = local.application_errors_metric
  description = "Errors the risk API logged, by type"
  filter      = "${local.api_filter} AND severity >= ERROR"

  label_extractors = {
    error_type = "EXTRACT(jsonPayload.error_type)"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    unit        = "1"

    labels {
      key         = "error_type"
      value_type  = "STRING"
      description = "Class of the error"
    }
  }
}

resource "google_logging_metric" "latency" {
  for_each = local.latency_metrics

  project         = local.project
  name            = "${local.name}/${each.key}_latency"
  description     = each.value
  filter          = "${local.api_filter} AND jsonPayload.${each.key}_ms >= 0"
  value_extractor = "EXTRACT(jsonPayload.${each.key}_ms)"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
  }

  # From 0.01 ms to about 42 s, each bucket 1.5 times as wide as the one before.
  bucket_options {
    exponential_buckets {
      num_finite_buckets = 37
      growth_factor      = 1.5
      scale              = 0.01
    }
  }
}

# A metric that was just defined is not found by an alert policy for some seconds.
resource "time_sleep" "log_metrics_ready" {
  create_duration = "60s"

  triggers = {
    metrics = join(",", concat([google_logging_metric.application_errors.name], [for metric in google_logging_metric.latency : metric.name]))
  }
}

resource "google_monitoring_alert_policy" "threshold" {
  for_each = local.alerts

  project               = local.project
  display_name          = "${local.name} ${each.value.title}"
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = each.value.title

    condition_threshold {
      filter          = each.value.filter
      comparison      = try(each.value.is_below, false) ? "COMPARISON_LT" : "COMPARISON_GT"
      threshold_value = each.value.threshold
      duration        = each.value.duration

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = each.value.aligner
        cross_series_reducer = each.value.reducer
      }
    }
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    content   = each.value.advice
    mime_type = "text/markdown"
  }

  depends_on = [time_sleep.log_metrics_ready]
}

resource "google_monitoring_alert_policy" "api_error_ratio" {
  project               = local.project
  display_name          = "${local.name} API error ratio"
  combiner              = "OR"
  severity              = "CRITICAL"
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = "API error ratio"

    condition_threshold {
      filter             = "metric.type = \"run.googleapis.com/request_count\" AND metric.labels.response_code_class = \"5xx\" AND ${local.api_filter}"
      denominator_filter = "metric.type = \"run.googleapis.com/request_count\" AND ${local.api_filter}"
      comparison         = "COMPARISON_GT"
      threshold_value    = var.api_error_ratio_alert
      duration           = "300s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_RATE"
        cross_series_reducer = "REDUCE_SUM"
      }

      denominator_aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_RATE"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    content   = "More than ${var.api_error_ratio_alert * 100} % of the requests fail. The logs of the service say why."
    mime_type = "text/markdown"
  }
}

# A stream that stalls may go on saying RUNNING, so that silence is a signal of its own.
resource "google_monitoring_alert_policy" "stream_silent" {
  project               = local.project
  display_name          = "${local.name} Datastream silent"
  combiner              = "OR"
  severity              = "CRITICAL"
  enabled               = var.stream_desired_state == "RUNNING"
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = "Datastream silent"

    condition_absent {
      filter   = "metric.type = \"datastream.googleapis.com/stream/event_count\" AND ${local.stream_filter}"
      duration = "${var.stream_silence_alert_minutes * 60}s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_RATE"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    content   = "No change has come from the trading database for ${var.stream_silence_alert_minutes} minutes. Outside of trading hours this is as it should be."
    mime_type = "text/markdown"
  }
}
