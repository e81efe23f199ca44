resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_kms_key_ring" "keys" {
  name     = "keys"
  location = "us-east1"
}
