resource "google_storage_bucket" "data" {
  name     = "acme-data"
  location = "EU"
}

resource "local_file" "note" {
  filename = "bucket.txt"
  content  = google_storage_bucket.data.url
}
