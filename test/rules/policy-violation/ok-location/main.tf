resource "google_kms_key_ring" "keys" {
  name     = "keys"
  location = "europe-west3"
}
