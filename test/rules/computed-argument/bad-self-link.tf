resource "google_storage_bucket" "archive" {
  name      = "acme-archive"
  location  = "EU"
  self_link = "https://www.googleapis.com/storage/v1/b/acme-archive"
}
