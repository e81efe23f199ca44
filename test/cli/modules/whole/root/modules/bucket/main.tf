variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "labels" {
  type = map(string)
}

resource "google_storage_bucket" "main" {
  name                        = var.name
  location                    = var.region
  labels                      = var.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

output "name" {
  value = google_storage_bucket.main.name
}
