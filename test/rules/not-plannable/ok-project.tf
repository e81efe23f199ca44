provider "google" {
  project = "acme-dev"
}

resource "google_pubsub_topic" "trades" {
  name = "trades"
}
