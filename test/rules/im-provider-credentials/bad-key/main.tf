provider "google" {
  project     = "acme-prod"
  credentials = file("key.json")
}

resource "google_pubsub_topic" "events" {
  name = "events"
}
