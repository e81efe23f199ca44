resource "google_pubsub_topic" "orders" {
  name         = "orders"
  kms_key_name = "projects/keys-prod/locations/eu/keyRings/r/cryptoKeys/k"
}
