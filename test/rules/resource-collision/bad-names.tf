locals {
  team = "orders"
}

resource "google_pubsub_topic" "events" {
  name = "${local.team}-events"
}

resource "google_pubsub_topic" "updates" {
  name = "orders-events"
}
