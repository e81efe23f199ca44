resource "google_compute_instance" "worker" {
  name         = "worker"
  machine_type = "e2-small"
  zone         = "europe-west3-a"
  project      = "acme-prod"

  boot_disk {
    kms_key_self_link       = "projects/acme/locations/europe-west3/keyRings/ring/cryptoKeys/disk"
    disk_encryption_key_raw = "SGVsbG8gZnJvbSBHb29nbGUgQ2xvdWQgUGxhdGZvcm0="
  }

  network_interface {
    network = "default"
  }
}
