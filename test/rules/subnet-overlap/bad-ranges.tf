resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "nodes" {
  name          = "nodes"
  region        = "europe-west3"
  network       = google_compute_network.main.id
  ip_cidr_range = "10.0.0.0/20"

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.8.0.0/14"
  }
}

resource "google_compute_subnetwork" "serving" {
  name          = "serving"
  region        = "europe-west3"
  network       = google_compute_network.main.id
  ip_cidr_range = "10.11.255.0/26"
}
