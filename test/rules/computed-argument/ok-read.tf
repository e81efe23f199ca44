resource "google_storage_bucket" "archive" {
  name     = "acme-archive"
  location = "EU"
}

output "link" {
  value = google_storage_bucket.archive.self_link
}
