resource "google_storage_bucket" "data" {
  name     = "acme-data"
  location = "EU"
}

output "bucket" {
  value = google_storage_bucket.data.url
}
