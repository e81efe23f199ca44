resource "google_compute_network" "hub" {
  name                    = "Hub"
  project                 = "acme-prod"
  auto_create_subnetworks = false
}
