resource "google_compute_instance" "worker" {
  name         = "worker"
  machine_type = "e2-small"
  zone         = "europe-west3-a"

  network_interface {
    network = "default"
  }
}
