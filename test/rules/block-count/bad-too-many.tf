resource "google_storage_bucket" "archive" {
  name     = "acme-archive"
  location = "EU"

  versioning {
    enabled = true
  }

  dynamic "versioning" {
    for_each = [false]
    content {
      enabled = versioning.value
    }
  }
}
