resource "google_compute_network" "platform" {
  project                         = local.project
  name                            = coalesce(var.network_name, "${local.name}-network")
  description                     = "Risk analytics platform (${var.environment})"
  auto_create_subnetworks         = false
  routing_mode                    = "REGIONAL"
  delete_default_routes_on_create = true
}

# Cloud Run takes the addresses of its instances here, about two for each one.
resource "google_compute_subnetwork" "serving" {
  project                  = local.project
  name                     = "${local.name}-serving"
  region                   = var.region
  network                  = google_compute_network.platform.id
  ip_cidr_range            = var.subnet_cidr
  private_ip_google_access = true

  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    flow_sampling        = 0.5
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

# Google's APIs by the restricted virtual addresses: without an external address and without a way to anything else.
resource "google_compute_route" "restricted_apis" {
  project          = local.project
  name             = "${local.name}-restricted-apis"
  network          = google_compute_network.platform.id
  dest_range       = "199.36.153.4/30"
  next_hop_gateway = "default-internet-gateway"
}

resource "google_dns_managed_zone" "google_apis" {
  project     = local.project
  name        = "${local.name}-googleapis"
  dns_name    = "googleapis.com."
  description = "Leads every Google API to the restricted virtual addresses"
  visibility  = "private"
  labels      = local.labels

  private_visibility_config {
    networks {
      network_url = google_compute_network.platform.id
    }
  }
}

resource "google_dns_record_set" "restricted" {
  project      = local.project
  managed_zone = google_dns_managed_zone.google_apis.name
  name         = "restricted.googleapis.com."
  type         = "A"
  ttl          = 300
  rrdatas      = ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"]
}

resource "google_dns_record_set" "google_apis" {
  project      = local.project
  managed_zone = google_dns_managed_zone.google_apis.name
  name         = "*.googleapis.com."
  type         = "CNAME"
  ttl          = 300
  rrdatas      = [google_dns_record_set.restricted.name]
}

resource "google_compute_firewall" "deny_egress" {
  project            = local.project
  name               = "${local.name}-deny-egress"
  network            = google_compute_network.platform.id
  description        = "Nothing leaves the network unless a rule below says so"
  direction          = "EGRESS"
  priority           = 65534
  destination_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_firewall" "allow_google_apis" {
  project            = local.project
  name               = "${local.name}-allow-google-apis"
  network            = google_compute_network.platform.id
  description        = "The restricted virtual addresses of Google's APIs"
  direction          = "EGRESS"
  priority           = 1000
  destination_ranges = ["199.36.153.4/30"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
