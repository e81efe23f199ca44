resource "google_compute_firewall" "web" {
  name    = "web"
  network = "default"
  project = "acme-prod"

  allow {
    protocol = "tcp"
  }
}
