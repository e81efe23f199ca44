resource "google_compute_firewall" "web" {
  name          = "web"
  network       = "default"
  project       = "acme-prod"
  direction     = "INGRES"
  source_ranges = ["10.0.0.0/8"]

  allow {
    protocol = "tcp"
  }
}
