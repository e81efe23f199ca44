# What both ways to a TPU share: the place it stands in, the identity it runs as, and the only way in, from the API.
resource "google_compute_subnetwork" "inference" {
  project                  = local.project
  name                     = "${local.name}-inference"
  region                   = var.region
  network                  = google_compute_network.platform.id
  ip_cidr_range            = var.inference_cidr
  private_ip_google_access = true

  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    flow_sampling        = 0.5
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_firewall" "allow_inference" {
  for_each = {
    INGRESS = "The risk API to the inference server"
    EGRESS  = "The inference server, as seen from the risk API"
  }

  project            = local.project
  name               = "${local.name}-inference-${lower(each.key)}"
  network            = google_compute_network.platform.id
  description        = each.value
  direction          = each.key
  priority           = 1000
  source_ranges      = each.key == "INGRESS" ? [var.subnet_cidr] : null
  destination_ranges = [var.inference_cidr]

  allow {
    protocol = "tcp"
    ports    = ["8080"]
  }
}

resource "google_service_account" "inference" {
  project      = local.project
  account_id   = "${local.name}-tpu"
  display_name = "Inference (${var.environment})"
  description  = "Runs the inference server on the TPU"
}

resource "google_project_iam_member" "inference" {
  for_each = toset([
    "roles/logging.logWriter",
    "roles/monitoring.metricWriter",
  ])

  project = local.project
  role    = each.value
  member  = google_service_account.inference.member
}

resource "google_storage_bucket_iam_member" "inference_reads_models" {
  bucket = google_storage_bucket.data.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.inference.member

  condition {
    title      = "models only"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.data.name}/objects/models/\")"
  }
}
