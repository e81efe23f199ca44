# The TPU API is the way to v5e, v5p and v6e; it knows nothing newer. A node is billed while it is ready, idle or not.
resource "google_tpu_v2_vm" "inference" {
  provider = google-beta

  project          = local.project
  name             = "${local.name}-inference"
  zone             = var.zone
  description      = "Inference server of the risk API (${var.environment})"
  accelerator_type = var.tpu_accelerator_type
  runtime_version  = var.tpu_runtime_version
  labels           = local.labels
  tags             = ["inference"]

  network_config {
    network             = google_compute_network.platform.id
    subnetwork          = google_compute_subnetwork.inference.id
    enable_external_ips = false
    can_ip_forward      = false
  }

  service_account {
    email = google_service_account.inference.email
    scope = ["https://www.googleapis.com/auth/cloud-platform"]
  }

  scheduling_config {
    reserved = true
  }

  shielded_instance_config {
    enable_secure_boot = true
  }

  metadata = {
    inference-image = var.inference_image
    model-bucket    = google_storage_bucket.data.name
    startup-script  = file("${path.module}/inference-startup.sh")
  }

  timeouts {
    create = "60m"
  }

  depends_on = [
    google_artifact_registry_repository_iam_member.inference_pulls_images,
    google_compute_firewall.allow_google_apis,
    google_compute_route.restricted_apis,
    google_dns_record_set.google_apis,
  ]
}

resource "google_artifact_registry_repository_iam_member" "inference_pulls_images" {
  project    = local.project
  location   = var.region
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.inference.member
}

# Somebody who looks for a fault signs in by Identity-Aware Proxy; there is no other way in.
resource "google_compute_firewall" "allow_iap_ssh" {
  project       = local.project
  name          = "${local.name}-allow-iap-ssh"
  network       = google_compute_network.platform.id
  description   = "SSH by Identity-Aware Proxy"
  direction     = "INGRESS"
  priority      = 1000
  source_ranges = ["35.235.240.0/20"]
  target_tags   = ["inference"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

locals {
  # One host, so one address.
  inference_url = "http://${join("", google_tpu_v2_vm.inference.network_endpoints[*].ip_address)}:8080"
}
