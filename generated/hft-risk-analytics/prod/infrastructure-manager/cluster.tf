# Ironwood (TPU7x) is used through GKE: the TPU API does not know it. A node pool is one slice: all of it, or nothing.
locals {
  topology     = [for side in split("x", "2x2x1") : tonumber(side)]
  tpu_chips    = local.topology[0] * local.topology[1] * local.topology[2]
  tpu_hosts    = local.tpu_chips / 4
  cluster_name = "${local.name}-inference"
}

resource "google_container_cluster" "inference" {
  project                  = local.project
  name                     = local.cluster_name
  location                 = var.region
  description              = "Inference server of the risk API (${var.environment})"
  network                  = google_compute_network.platform.id
  subnetwork               = google_compute_subnetwork.inference.id
  networking_mode          = "VPC_NATIVE"
  datapath_provider        = "ADVANCED_DATAPATH"
  min_master_version       = "1.34"
  remove_default_node_pool = true
  initial_node_count       = 1
  deletion_protection      = var.deletion_protection
  resource_labels          = local.labels

  release_channel {
    channel = "REGULAR"
  }

  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
  }

  # kubectl comes by the name of the control plane, with IAM; no address of it is open.
  control_plane_endpoints_config {
    dns_endpoint_config {
      allow_external_traffic = true
    }
    ip_endpoints_config {
      enabled = false
    }
  }

  workload_identity_config {
    workload_pool = "${var.project_id}.svc.id.goog"
  }

  database_encryption {
    state    = "ENCRYPTED"
    key_name = local.kms_keys["container"]
  }

  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS"]
  }

  monitoring_config {
    enable_components = ["SYSTEM_COMPONENTS"]

    managed_prometheus {
      enabled = true
    }
  }

  # The first nodes are thrown away at once, and must not be made with the default account.
  node_config {
    machine_type      = "e2-standard-4"
    disk_type         = "pd-balanced"
    disk_size_gb      = 100
    service_account   = google_service_account.nodes.email
    oauth_scopes      = ["https://www.googleapis.com/auth/cloud-platform"]
    resource_labels   = local.labels
    tags              = ["inference"]
    boot_disk_kms_key = local.kms_keys["compute"]

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }

  lifecycle {
    ignore_changes = [node_config]
  }

  depends_on = [
    google_compute_firewall.allow_cluster,
    google_compute_firewall.allow_google_apis,
    google_compute_route.restricted_apis,
    google_dns_record_set.google_apis,
    google_project_iam_member.nodes,
  ]
}

resource "google_container_node_pool" "system" {
  project        = local.project
  name           = "system"
  location       = var.region
  node_locations = [var.zone]
  cluster        = google_container_cluster.inference.name
  node_count     = 2

  node_config {
    machine_type      = "e2-standard-4"
    disk_type         = "pd-balanced"
    disk_size_gb      = 100
    service_account   = google_service_account.nodes.email
    oauth_scopes      = ["https://www.googleapis.com/auth/cloud-platform"]
    resource_labels   = local.labels
    tags              = ["inference"]
    boot_disk_kms_key = local.kms_keys["compute"]

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}

resource "google_container_node_pool" "tpu" {
  project                   = local.project
  name                      = "tpu7x"
  location                  = var.region
  node_locations            = [var.zone]
  cluster                   = google_container_cluster.inference.name
  node_count                = local.tpu_hosts
  ignore_node_count_changes = false

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  node_config {
    machine_type      = "tpu7x-standard-4t"
    disk_type         = "hyperdisk-balanced"
    disk_size_gb      = 100
    service_account   = google_service_account.nodes.email
    oauth_scopes      = ["https://www.googleapis.com/auth/cloud-platform"]
    resource_labels   = local.labels
    tags              = ["inference"]
    boot_disk_kms_key = local.kms_keys["compute"]

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    reservation_affinity {
      consume_reservation_type = "SPECIFIC_RESERVATION"
      key                      = "compute.googleapis.com/reservation-name"
      values                   = [var.accelerator_reservation]
    }
  }

  timeouts {
    create = "120m"
  }
}

resource "google_service_account" "nodes" {
  project      = local.project
  account_id   = "${local.name}-nodes"
  display_name = "GKE nodes (${var.environment})"
  description  = "Runs the nodes of the cluster, not what runs on them"
}

resource "google_project_iam_member" "nodes" {
  project = local.project
  role    = "roles/container.defaultNodeServiceAccount"
  member  = google_service_account.nodes.member
}

resource "google_artifact_registry_repository_iam_member" "nodes_pull_images" {
  project    = local.project
  location   = var.region
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.nodes.member
}

# The pods of the namespace inference act as the inference account, without a key.
resource "google_service_account_iam_member" "pods_act_as_inference" {
  service_account_id = google_service_account.inference.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${google_container_cluster.inference.workload_identity_config[0].workload_pool}[inference/inference]"
}

resource "google_compute_firewall" "allow_cluster" {
  project            = local.project
  name               = "${local.name}-allow-cluster"
  network            = google_compute_network.platform.id
  description        = "Nodes, pods and services of the cluster, and its control plane, among each other"
  direction          = "EGRESS"
  priority           = 1000
  destination_ranges = [var.inference_cidr, var.pods_cidr, var.services_cidr]

  allow {
    protocol = "all"
  }
}

# The address kubernetes/inference.yaml asks for by its name.
resource "google_compute_address" "inference" {
  project      = local.project
  name         = "${local.name}-inference"
  region       = var.region
  subnetwork   = google_compute_subnetwork.inference.id
  address_type = "INTERNAL"
  labels       = local.labels
}

locals {
  inference_url = "http://${google_compute_address.inference.address}:8080"
}
