resource "google_compute_router_interface" "office" {
  name       = "office"
  router     = "hub"
  region     = "europe-west3"
  project    = "acme-prod"
  vpn_tunnel = "office-tunnel"
  subnetwork = "projects/acme-prod/regions/europe-west3/subnetworks/hub"
}
