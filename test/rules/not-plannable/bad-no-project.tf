provider "google" {
  region = "europe-west3"
}

resource "google_pubsub_topic" "trades" {
  name = "trades"
}
