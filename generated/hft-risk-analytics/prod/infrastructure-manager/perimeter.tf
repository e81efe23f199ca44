# Google's APIs of the project, open to its own network and to the members named here. First as a dry run: what would be
# refused is in the log cloudaudit.googleapis.com/policy.
resource "google_access_context_manager_service_perimeter" "platform" {
  parent                    = "accessPolicies/${var.access_policy}"
  name                      = "accessPolicies/${var.access_policy}/servicePerimeters/${replace(local.name, "-", "_")}"
  title                     = local.name
  description               = "Risk analytics platform (${var.environment})"
  perimeter_type            = "PERIMETER_TYPE_REGULAR"
  use_explicit_dry_run_spec = true

  spec {
    resources           = ["projects/${data.google_project.this.number}"]
    restricted_services = local.restricted_services

    vpc_accessible_services {
      enable_restriction = true
      allowed_services   = ["RESTRICTED-SERVICES"]
    }

    ingress_policies {
      ingress_from {
        identities = var.perimeter_members
        sources {
          access_level = "*"
        }
      }
      ingress_to {
        resources = ["*"]
        operations {
          service_name = "*"
        }
      }
    }
  }

  depends_on = [time_sleep.apis_ready]
}

locals {
  restricted_services = [
    "artifactregistry.googleapis.com",
    "bigquery.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudkms.googleapis.com",
    "compute.googleapis.com",
    "config.googleapis.com",
    "container.googleapis.com",
    "datastream.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "storage.googleapis.com",
    "tpu.googleapis.com",
  ]
}
