output "stream_name" {
  description = "Full name of the stream"
  value       = google_datastream_stream.trading.name
}

output "landing_dataset_id" {
  description = "Dataset Datastream writes to"
  value       = google_bigquery_dataset.landing.dataset_id
}

output "dashboard_url" {
  description = "Dashboard in the console"
  value       = "https://console.cloud.google.com/monitoring/dashboards/builder/${basename(google_monitoring_dashboard.platform.id)}?project=${var.project_id}"
}
