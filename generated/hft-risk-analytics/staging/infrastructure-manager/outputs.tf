output "project_id" {
  description = "Project that holds the platform"
  value       = var.project_id
}

output "project_number" {
  description = "Number of the project"
  value       = data.google_project.this.number
}

output "region" {
  description = "Region of all resources"
  value       = var.region
}

output "deployment_region" {
  description = "Region of all resources; the same as region"
  value       = var.region
}

output "environment" {
  description = "Stage of the platform"
  value       = var.environment
}

output "resource_labels" {
  description = "Labels of all resources"
  value       = local.labels
}

output "deletion_protection" {
  description = "Whether destroying is refused"
  value       = var.deletion_protection
}

output "network_name" {
  description = "Name of the network"
  value       = google_compute_network.platform.name
}

output "network_id" {
  description = "Full name of the network"
  value       = google_compute_network.platform.id
}

output "subnet_name" {
  description = "Subnet the API runs in"
  value       = google_compute_subnetwork.serving.name
}

output "subnet_cidr" {
  description = "Range of the subnet the API runs in"
  value       = google_compute_subnetwork.serving.ip_cidr_range
}

output "data_bucket_name" {
  description = "Bucket of models, data and logs"
  value       = google_storage_bucket.data.name
}

output "data_bucket_url" {
  description = "Address of the bucket"
  value       = google_storage_bucket.data.url
}

output "storage_bucket" {
  description = "Bucket of models, data and logs; the same as data_bucket_name"
  value       = google_storage_bucket.data.name
}

output "bigquery_dataset_id" {
  description = "Dataset of positions and risk metrics"
  value       = google_bigquery_dataset.trading.dataset_id
}

output "bigquery_dataset" {
  description = "Dataset of positions and risk metrics; the same as bigquery_dataset_id"
  value       = google_bigquery_dataset.trading.dataset_id
}

output "bigquery_dataset_location" {
  description = "Location of the dataset"
  value       = google_bigquery_dataset.trading.location
}

output "trading_positions_table_id" {
  description = "Table of positions"
  value       = google_bigquery_table.trading_positions.table_id
}

output "risk_metrics_table_id" {
  description = "Table of risk metrics"
  value       = google_bigquery_table.risk_metrics.table_id
}

output "real_time_risk_view_id" {
  description = "View of current exposure and risk"
  value       = google_bigquery_table.real_time_risk_dashboard.table_id
}

output "market_data_topic" {
  description = "Topic market data is published to"
  value       = google_pubsub_topic.market_data.id
}

output "market_data_subscription" {
  description = "Subscription the API reads market data from"
  value       = google_pubsub_subscription.market_data.id
}

output "container_registry_url" {
  description = "Where images are pushed to"
  value       = "${var.region}-docker.pkg.dev/${var.project_id}/${google_artifact_registry_repository.images.repository_id}"
}

output "cloud_run_service_account_email" {
  description = "Service account the risk API runs as"
  value       = google_service_account.api.email
}

output "encryption_enabled" {
  description = "Whether everything is encrypted with the project's own keys"
  value       = true
}

output "kms_keyring_id" {
  description = "Key ring of all keys; null without encryption"
  value       = google_kms_key_ring.platform.id
}

output "kms_key_id" {
  description = "Key of the data; the others are in kms_key_ids"
  value       = google_kms_crypto_key.service["bigquery"].id
}

output "random_suffix" {
  description = "End of the name of the key ring, the only name with one"
  value       = var.key_ring_suffix
}

output "terraform_workspace" {
  description = "Workspace of Terraform; default in Infrastructure Manager"
  value       = terraform.workspace
}

output "kms_key_ids" {
  description = "Keys by service"
  value       = { for service, key in google_kms_crypto_key.service : service => key.id }
}

output "datastream_enabled" {
  description = "Whether the trading database is replicated"
  value       = true
}

output "datastream_stream_name" {
  description = "Full name of the stream"
  value       = google_datastream_stream.trading.name
}

output "datastream_name" {
  description = "Id of the stream"
  value       = google_datastream_stream.trading.stream_id
}

output "datastream_stream_state" {
  description = "State of the stream when it was last looked at"
  value       = google_datastream_stream.trading.state
}

output "datastream_source_profile_id" {
  description = "Connection profile of the trading database"
  value       = google_datastream_connection_profile.source.id
}

output "datastream_destination_profile_id" {
  description = "Connection profile of BigQuery"
  value       = google_datastream_connection_profile.bigquery.id
}

output "landing_dataset_id" {
  description = "Dataset Datastream writes to"
  value       = google_bigquery_dataset.landing.dataset_id
}

output "risk_analytics_api_name" {
  description = "Name of the Cloud Run service"
  value       = google_cloud_run_v2_service.risk_api.name
}

output "risk_analytics_api_url" {
  description = "Address of the risk API; callers need an identity token and roles/run.invoker"
  value       = google_cloud_run_v2_service.risk_api.uri
}

output "api_endpoint" {
  description = "Address of the risk API; the same as risk_analytics_api_url"
  value       = google_cloud_run_v2_service.risk_api.uri
}

output "risk_analytics_api_ready_condition" {
  description = "Whether the newest revision of the service is ready, and why not"
  value       = google_cloud_run_v2_service.risk_api.terminal_condition
}

output "zone" {
  description = "Zone of the accelerators"
  value       = var.zone
}

output "tpu_service_account_email" {
  description = "Service account the inference server runs as"
  value       = google_service_account.inference.email
}

output "tpu_endpoint" {
  description = "Address of the inference server, as the API calls it"
  value       = local.inference_url
}

output "tpu_latency_alert_policy_id" {
  description = "Alert policy of the inference server's latency"
  value       = google_monitoring_alert_policy.threshold["inference_latency"].name
}

output "tpu_name" {
  description = "Node pool or TPU VM"
  value       = google_tpu_v2_vm.inference.name
}

output "tpu_id" {
  description = "Full name of the node pool or TPU VM"
  value       = google_tpu_v2_vm.inference.id
}

output "tpu_cluster_name" {
  description = "Cluster, or the TPU VM"
  value       = google_tpu_v2_vm.inference.name
}

output "tpu_accelerator_type" {
  description = "Generation and size of the accelerator"
  value       = var.tpu_accelerator_type
}

output "tpu_network_endpoints" {
  description = "Addresses of the inference server"
  value       = google_tpu_v2_vm.inference.network_endpoints[*].ip_address
  sensitive   = true
}

output "tpu_state" {
  description = "State of the TPU VM when it was last looked at"
  value       = google_tpu_v2_vm.inference.state
}

output "tpu_health" {
  description = "Health of the TPU VM when it was last looked at"
  value       = google_tpu_v2_vm.inference.health
}

output "monitoring_enabled" {
  description = "Whether dashboard and alerts exist"
  value       = true
}

output "notification_channel_id" {
  description = "First of the notification channels"
  value       = local.channels[0]
}

output "notification_channel_ids" {
  description = "Notification channels by address"
  value       = { for email, channel in google_monitoring_notification_channel.email : email => channel.name }
}

output "alert_policy_ids" {
  description = "Alert policies by name"
  value       = { for name, policy in google_monitoring_alert_policy.threshold : name => policy.name }
}

output "api_response_time_alert_policy_id" {
  description = "Alert policy of the API's latency"
  value       = google_monitoring_alert_policy.threshold["api_latency"].name
}

output "trading_error_metric_name" {
  description = "Log metric of the API's errors"
  value       = google_logging_metric.application_errors.name
}

output "dashboard_url" {
  description = "Dashboard in the console"
  value       = "https://console.cloud.google.com/monitoring/dashboards/builder/${basename(google_monitoring_dashboard.platform.id)}?project=${var.project_id}"
}

output "deployment_summary" {
  description = "The names an operator needs first"
  value = {
    environment     = var.environment
    project         = var.project_id
    region          = var.region
    network         = google_compute_network.platform.name
    bucket          = google_storage_bucket.data.name
    dataset         = google_bigquery_dataset.trading.dataset_id
    market_data     = google_pubsub_topic.market_data.name
    image_registry  = google_artifact_registry_repository.images.name
    service_account = google_service_account.api.email
    api             = google_cloud_run_v2_service.risk_api.uri
    stream          = google_datastream_stream.trading.stream_id
  }
}

output "next_steps" {
  description = "What to do after the deployment"
  value = [
    "Sign in to the registry: gcloud auth configure-docker ${var.region}-docker.pkg.dev",
    "Push the API to ${var.region}-docker.pkg.dev/${var.project_id}/${google_artifact_registry_repository.images.repository_id}/risk-api and set api_image to its digest",
    "Prepare the trading database, then set stream_desired_state to RUNNING and deploy again",
    "Try the API from a machine in the network: gcloud run services proxy ${google_cloud_run_v2_service.risk_api.name} --project=${var.project_id} --region=${var.region}",
    "Upload models: gcloud storage cp --recursive MODELS gs://${google_storage_bucket.data.name}/models/",
  ]
}
