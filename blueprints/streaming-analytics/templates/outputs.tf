output "stream_name" {
  value = google_datastream_stream.trading.name
}

output "landing_dataset_id" {
  value = google_bigquery_dataset.landing.dataset_id
}

output "dashboard_url" {
  value = "https://console.cloud.google.com/monitoring/dashboards/builder/${basename(google_monitoring_dashboard.platform.id)}?project=${var.project_id}"
}
