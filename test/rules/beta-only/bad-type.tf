resource "google_project_service_identity" "pubsub" {
  service = "pubsub.googleapis.com"
}
