locals {
  prefix = "hft-risk-staging"
  suffix = random_id.suffix.hex
}

resource "random_id" "suffix" {
  byte_length = 4
}

resource "google_service_account" "inference" {
  account_id = "${local.prefix}-tpu-sa-${local.suffix}"
}

resource "google_storage_bucket" "data" {
  name     = "${local.prefix}-data-${local.suffix}"
  location = "us-central1"
}
