variable "region" {
  type    = string
  default = "europe-west3"
}

resource "google_storage_bucket" "data" {
  name     = "acme-data"
  location = var.regoin
}

locals {
  bucket = google_storage_bucket.date.name
  key    = each.key
  region = region
}
