locals {
  # Domains of Google that are reached from inside of the network.
  restricted_domains = {
    googleapis = "googleapis.com"
  }

  ranges = {
    subnet_cidr     = var.subnet_cidr
    datastream_cidr = var.datastream_cidr
  }

  # Two ranges overlap when they are the same network under the shorter of the two masks.
  masks = { for name, range in local.ranges : name => tonumber(split("/", range)[1]) }
  overlaps = flatten([
    for one, range in local.ranges : [
      for other in slice(keys(local.ranges), 0, index(keys(local.ranges), one)) : "${other} and ${one}"
      if cidrhost("${split("/", range)[0]}/${min(local.masks[one], local.masks[other])}", 0) ==
      cidrhost("${split("/", local.ranges[other])[0]}/${min(local.masks[one], local.masks[other])}", 0)
    ]
  ])
}

resource "google_compute_network" "platform" {
  project                         = local.project
  name                            = coalesce(var.network_name, "${local.name}-network")
  description                     = "Risk analytics platform (${var.environment})"
  auto_create_subnetworks         = false
  routing_mode                    = "REGIONAL"
  delete_default_routes_on_create = true

  lifecycle {
    precondition {
      condition     = length(local.overlaps) == 0
      error_message = "Ranges overlap: ${join(", ", local.overlaps)}."
    }
  }
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
  for_each = local.restricted_domains

  project     = local.project
  name        = "${local.name}-${each.key}"
  dns_name    = "${each.value}."
  description = "Leads ${each.value} to the restricted virtual addresses"
  visibility  = "private"
  labels      = local.labels

  private_visibility_config {
    networks {
      network_url = google_compute_network.platform.id
    }
  }
}

resource "google_dns_record_set" "restricted" {
  for_each = local.restricted_domains

  project      = local.project
  managed_zone = google_dns_managed_zone.google_apis[each.key].name
  name         = "restricted.${each.value}."
  type         = "A"
  ttl          = 300
  rrdatas      = ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"]
}

resource "google_dns_record_set" "google_apis" {
  for_each = local.restricted_domains

  project      = local.project
  managed_zone = google_dns_managed_zone.google_apis[each.key].name
  name         = "*.${each.value}."
  type         = "CNAME"
  ttl          = 300
  rrdatas      = [google_dns_record_set.restricted[each.key].name]
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
