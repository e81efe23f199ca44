resource "google_project_service" "pubsub" {
  service                               = "pubsub.googleapis.com"
  check_if_service_has_usage_on_destroy = true
}
