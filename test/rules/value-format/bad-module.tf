resource "google_compute_subnetwork" "risk" {
  name          = "risk"
  project       = "acme-prod"
  region        = "europe-west3"
  network       = "hub"
  ip_cidr_range = "10.20.0.0"
}
