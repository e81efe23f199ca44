resource "google_storage_buckt" "archive" {
  name     = "acme-archive"
  location = "EU"
}

data "google_storage_notification" "changes" {
  bucket = "acme-archive"
}
