locals {
  # One key for each service: one can be revoked without stopping the others, and the audit log says whose data was opened.
  key_users = {
    artifactregistry = local.service_agents["artifactregistry"]
    bigquery         = data.google_bigquery_default_service_account.this.member
    compute          = local.service_agents["compute"]
    container        = local.service_agents["container"]
    datastream       = local.service_agents["datastream"]
    logging          = "serviceAccount:${data.google_logging_project_cmek_settings.this.service_account_id}"
    pubsub           = local.service_agents["pubsub"]
    run              = local.service_agents["run"]
    storage          = data.google_storage_project_service_account.this.member
  }

  # Key ids by way of the wait for their grants: whatever is encrypted with one is created after its service may use it.
  kms_keys = time_sleep.key_grants_ready.triggers
}

# Reading these creates the identities; they have no service identity resource.
data "google_bigquery_default_service_account" "this" {
  project = var.project_id

  depends_on = [google_project_service.core]
}

data "google_storage_project_service_account" "this" {
  project = var.project_id

  depends_on = [google_project_service.core]
}

data "google_logging_project_cmek_settings" "this" {
  project = var.project_id

  depends_on = [google_project_service.core]
}

# Rings and keys can never be deleted, and their names never used again: var.key_ring_suffix makes room for a new ring.
resource "google_kms_key_ring" "platform" {
  project  = local.project
  name     = "${local.name}-${var.key_ring_suffix}"
  location = var.region
}

resource "google_kms_crypto_key" "service" {
  for_each = local.key_users

  name                       = each.key
  key_ring                   = google_kms_key_ring.platform.id
  purpose                    = "ENCRYPT_DECRYPT"
  rotation_period            = "${var.key_rotation_days * 86400}s"
  destroy_scheduled_duration = "2592000s"
  deletion_policy            = var.deletion_protection ? "PREVENT" : "DELETE"
  labels                     = local.labels

  version_template {
    algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
    protection_level = var.key_protection_level
  }
}

resource "google_kms_crypto_key_iam_member" "service" {
  for_each = local.key_users

  crypto_key_id = google_kms_crypto_key.service[each.key].id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = each.value

  depends_on = [google_project_service_identity.agent]
}

# A grant takes up to two minutes to reach the service.
resource "time_sleep" "key_grants_ready" {
  create_duration = "120s"

  triggers = { for service, key in google_kms_crypto_key.service : service => key.id }

  depends_on = [google_kms_crypto_key_iam_member.service]
}
