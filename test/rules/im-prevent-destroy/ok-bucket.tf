resource "google_storage_bucket" "data" {
  name          = "acme-data"
  location      = "EU"
  force_destroy = false

  lifecycle {
    prevent_destroy = false
    ignore_changes  = [labels]
  }
}
