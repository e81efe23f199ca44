resource "google_artifact_registry_repository" "images" {
  project       = local.project
  repository_id = local.registry_name
  location      = var.region
  format        = "DOCKER"
  description   = "Container images of the risk analytics services"
  kms_key_name  = local.kms_keys["artifactregistry"]
  labels        = local.labels

  docker_config {
    immutable_tags = true
  }

  vulnerability_scanning_config {
    enablement_config = "INHERITED"
  }

  cleanup_policy_dry_run = false

  cleanup_policies {
    id     = "keep-newest"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-old-untagged"
    action = "DELETE"
    condition {
      tag_state  = "UNTAGGED"
      older_than = "2592000s"
    }
  }
}
