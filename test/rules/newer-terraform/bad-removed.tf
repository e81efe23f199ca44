removed {
  from = google_storage_bucket.old

  lifecycle {
    destroy = false
  }
}

locals {
  hidden = issensitive("x")
}
