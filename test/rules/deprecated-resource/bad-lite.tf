resource "google_pubsub_lite_reservation" "events" {
  name                = "events"
  project             = "acme-prod"
  region              = "europe-west3"
  throughput_capacity = 2
}
