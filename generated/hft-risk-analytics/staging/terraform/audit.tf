# Reads and writes of data, of the services that hold some. BigQuery logs its own always; all services together can cost
# more than the platform.
resource "google_project_iam_audit_config" "data_access" {
  for_each = toset([
    "cloudkms.googleapis.com",
    "datastream.googleapis.com",
    "iam.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "storage.googleapis.com",
  ])

  project = local.project
  service = each.value

  dynamic "audit_log_config" {
    for_each = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"]
    content {
      log_type = audit_log_config.value
    }
  }
}

resource "google_logging_project_bucket_config" "audit" {
  project          = local.project
  location         = var.region
  bucket_id        = "${local.name}-audit"
  description      = "Audit logs of the platform"
  retention_days   = var.audit_retention_days
  locked           = var.audit_log_locked
  enable_analytics = true

  cmek_settings {
    kms_key_name = local.kms_keys["logging"]
  }
}

resource "google_logging_project_sink" "audit" {
  project                = local.project
  name                   = "${local.name}-audit"
  description            = "Leads audit logs into the bucket that keeps them"
  destination            = "logging.googleapis.com/${google_logging_project_bucket_config.audit.id}"
  filter                 = "log_id(\"cloudaudit.googleapis.com/activity\") OR log_id(\"cloudaudit.googleapis.com/data_access\") OR log_id(\"cloudaudit.googleapis.com/policy\")"
  unique_writer_identity = true
}

resource "google_project_iam_member" "audit_sink_writes" {
  project = local.project
  role    = "roles/logging.bucketWriter"
  member  = google_logging_project_sink.audit.writer_identity

  condition {
    title      = "audit bucket only"
    expression = "resource.name.endsWith(\"/buckets/${google_logging_project_bucket_config.audit.bucket_id}\")"
  }
}
