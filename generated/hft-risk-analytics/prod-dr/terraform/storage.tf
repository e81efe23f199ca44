# models/ keeps what was put there; data/ and logs/ age.
resource "google_storage_bucket" "data" {
  project                     = local.project
  name                        = local.data_bucket
  location                    = var.region
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.deletion_protection
  labels                      = local.labels

  encryption {
    default_kms_key_name = local.kms_keys["storage"]
  }

  versioning {
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = var.bucket_soft_delete_days * 86400
  }

  lifecycle_rule {
    action {
      type          = "SetStorageClass"
      storage_class = "NEARLINE"
    }
    condition {
      age                   = var.bucket_nearline_after_days
      matches_prefix        = ["data/", "logs/"]
      matches_storage_class = ["STANDARD"]
    }
  }

  # No storage class in the condition: the rule above has moved the objects by then.
  dynamic "lifecycle_rule" {
    for_each = var.bucket_retention_days > 0 ? [var.bucket_retention_days] : []
    content {
      action {
        type = "Delete"
      }
      condition {
        age            = lifecycle_rule.value
        matches_prefix = ["data/", "logs/"]
      }
    }
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      days_since_noncurrent_time = 30
      num_newer_versions         = 3
      with_state                 = "ARCHIVED"
    }
  }

  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 7
    }
  }
}
