/** Resources that the idioms are tried on, by name. */
export const modules = {
  plainBucket: `
resource "google_storage_bucket" "b" {
  name     = "b"
  location = "eu"
}`,
  goodBucket: `
resource "google_storage_bucket" "b" {
  name                        = "acme-data"
  location                    = "EUROPE-WEST1"
  storage_class               = "NEARLINE"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  labels                      = { team = "a", "cost-center" = "42" }
  versioning {
    enabled = true
  }
  encryption {
    default_kms_key_name = "projects/p1/locations/eu/keyRings/r/cryptoKeys/k"
  }
  retention_policy {
    retention_period = 864000
    is_locked        = true
  }
  soft_delete_policy {
    retention_duration_seconds = 604800
  }
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age        = 30
      with_state = "ARCHIVED"
    }
  }
}`,
  unknownKeyBucket: `
resource "google_kms_key_ring" "r" {
  name     = "r"
  location = "eu"
}
resource "google_storage_bucket" "b" {
  name     = google_kms_key_ring.r.id
  location = "EU"
  labels   = { team = google_kms_key_ring.r.id }
  encryption {
    default_kms_key_name = google_kms_key_ring.r.id
  }
}`,
  openFirewall: `
resource "google_compute_firewall" "f" {
  name          = "f"
  network       = "default"
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["20-30", "443"]
  }
  allow {
    protocol = "icmp"
  }
}`,
  closedFirewall: `
resource "google_compute_firewall" "f" {
  name      = "f"
  network   = "projects/p1/global/networks/n"
  direction = "EGRESS"
  priority  = 65534
  deny {
    protocol = "all"
  }
  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}`,
  cluster: `
resource "google_container_cluster" "c" {
  name               = "c"
  location           = "europe-west1"
  initial_node_count = 1
  enable_legacy_abac = true
  networking_mode    = "VPC_NATIVE"
  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = false
  }
  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS"]
  }
  workload_identity_config {
    workload_pool = "p1.svc.id.goog"
  }
  database_encryption {
    state    = "ENCRYPTED"
    key_name = "projects/p1/locations/eu/keyRings/r/cryptoKeys/k"
  }
}`,
  plainCluster: `
resource "google_container_cluster" "c" {
  name               = "c"
  location           = "europe-west1"
  initial_node_count = 1
}`,
  nodePool: `
resource "google_container_node_pool" "n" {
  name    = "n"
  cluster = "c"
  management {
    auto_repair  = true
    auto_upgrade = false
  }
  node_config {
    machine_type    = "n2-standard-4"
    image_type      = "COS_CONTAINERD"
    service_account = "nodes@p1.iam.gserviceaccount.com"
    shielded_instance_config {
      enable_secure_boot = true
    }
  }
}`,
  run: `
resource "google_cloud_run_v2_service" "s" {
  name     = "s"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  template {
    service_account = "run@p1.iam.gserviceaccount.com"
    timeout         = "300s"
    vpc_access {
      connector = "c"
      egress    = "PRIVATE_RANGES_ONLY"
    }
    scaling {
      max_instance_count = 5
    }
    containers {
      image = "europe-west1-docker.pkg.dev/p1/r/i:1"
      ports {
        container_port = 8080
      }
    }
  }
}`,
  plainRun: `
resource "google_cloud_run_v2_service" "s" {
  name     = "s"
  location = "europe-west1"
  template {
    containers {
      image = "docker.io/library/nginx"
    }
  }
}`,
  job: `
resource "google_cloud_run_v2_job" "j" {
  name     = "j"
  location = "europe-west1"
  template {
    template {
      max_retries = 3
      containers {
        image = "docker.io/library/busybox"
      }
    }
  }
}`,
  key: `
resource "google_kms_crypto_key" "k" {
  name            = "k"
  key_ring        = "projects/p1/locations/eu/keyRings/r"
  rotation_period = "7776000s"
  version_template {
    algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
    protection_level = "HSM"
  }
}`,
  subnetwork: `
resource "google_compute_subnetwork" "s" {
  name                     = "s"
  network                  = "n"
  ip_cidr_range            = "10.0.0.0/20"
  private_ip_google_access = true
  log_config {
    flow_sampling = 0.25
  }
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.4.0.0/14"
  }
}`,
  network: `
resource "google_compute_network" "n" {
  name         = "n"
  routing_mode = "GLOBAL"
}`,
  instance: `
resource "google_compute_instance" "i" {
  name         = "i"
  zone         = "europe-west1-b"
  machine_type = "projects/p1/zones/europe-west1-b/machineTypes/e2-medium"
  boot_disk {
    initialize_params {
      image = "projects/debian-cloud/global/images/family/debian-12"
    }
  }
  network_interface {
    network = "default"
  }
}`,
  dataset: `
resource "google_bigquery_dataset" "d" {
  dataset_id                  = "sales"
  location                    = "EU"
  default_table_expiration_ms = 3600000
}`,
  topic: `
resource "google_pubsub_topic" "t" {
  name                       = "t"
  message_retention_duration = "86400s"
}`,
  secret: `
resource "google_secret_manager_secret" "s" {
  secret_id = "s"
  replication {
    auto {}
  }
  rotation {
    rotation_period    = "2592000s"
    next_rotation_time = "2030-01-01T00:00:00Z"
  }
  topics {
    name = "projects/p1/topics/t"
  }
}`,
  repository: `
resource "google_artifact_registry_repository" "r" {
  repository_id = "r"
  location      = "europe-west1"
  format        = "DOCKER"
  docker_config {
    immutable_tags = true
  }
  cleanup_policies {
    id     = "keep"
    action = "KEEP"
    most_recent_versions {
      keep_count = 3
    }
  }
}`,
  account: `
resource "google_service_account" "a" {
  account_id   = "a"
  display_name = "team-a runner"
}`,
  accountKey: `
resource "google_service_account_key" "k" {
  service_account_id = "projects/p1/serviceAccounts/a@p1.iam.gserviceaccount.com"
}`,
  uploadedKey: `
resource "google_service_account_key" "k" {
  service_account_id = "projects/p1/serviceAccounts/a@p1.iam.gserviceaccount.com"
  public_key_data    = base64encode("key")
}`,
  globalAddress: `
resource "google_compute_global_address" "a" {
  name          = "a"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 16
  network       = "n"
}`,
  database: `
resource "google_sql_database_instance" "d" {
  database_version = "POSTGRES_15"
  settings {
    tier = "db-custom-2-7680"
    ip_configuration {
      ipv4_enabled = false
    }
    backup_configuration {
      enabled = true
    }
  }
}`,
  stream: `
resource "google_datastream_stream" "s" {
  stream_id     = "s"
  location      = "europe-west1"
  display_name  = "s"
  desired_state = "RUNNING"
  backfill_none {}
  source_config {
    source_connection_profile = "projects/p1/locations/europe-west1/connectionProfiles/src"
    mysql_source_config {
      max_concurrent_cdc_tasks = 5
    }
  }
  destination_config {
    destination_connection_profile = "projects/p1/locations/europe-west1/connectionProfiles/dst"
    bigquery_destination_config {
      data_freshness = "900s"
      single_target_dataset {
        dataset_id = "p1:d"
      }
    }
  }
}`,
  dataproc: `
resource "google_dataproc_cluster" "c" {
  name   = "c"
  region = "r"
  cluster_config {
    gce_cluster_config {
      internal_ip_only = true
      subnetwork       = "projects/p1/regions/r/subnetworks/s"
    }
    master_config {
      machine_type = "n2-standard-4"
    }
    preemptible_worker_config {
      num_instances = 2
    }
    initialization_action {
      script = "gs://b/a.sh"
    }
    software_config {
      override_properties = { a = "b" }
    }
  }
}`,
  member: `
resource "google_project_iam_member" "m" {
  project = "p1"
  role    = "roles/storage.admin"
  member  = "user:jo@gmail.com"
}`,
  binding: `
resource "google_project_iam_binding" "m" {
  project = "p1"
  role    = "roles/viewer"
  members = ["serviceAccount:app@p1.iam.gserviceaccount.com", "group:ops@acme.com"]
}`,
} as const;

/** A name in the table. */
export type ModuleName = keyof typeof modules;
