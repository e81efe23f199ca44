locals {
  # Two ranges overlap when they are the same network under the shorter of the two masks.
  private_ranges   = [var.subnet_cidr, var.datastream_cidr]
  shortest_mask    = min([for range in local.private_ranges : tonumber(split("/", range)[1])]...)
  private_networks = [for range in local.private_ranges : cidrhost("${split("/", range)[0]}/${local.shortest_mask}", 0)]
}

# Datastream puts a network interface into this subnet, so that it reaches what the network reaches, peered networks too.
resource "google_compute_subnetwork" "datastream" {
  project       = local.project
  name          = "${local.name}-datastream"
  region        = var.region
  network       = google_compute_network.platform.id
  ip_cidr_range = var.datastream_cidr

  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    flow_sampling        = 0.5
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_network_attachment" "datastream" {
  project               = local.project
  name                  = "${local.name}-datastream"
  region                = var.region
  description           = "Lets Datastream into the network"
  connection_preference = "ACCEPT_AUTOMATIC"
  subnetworks           = [google_compute_subnetwork.datastream.id]
}

resource "google_datastream_private_connection" "source" {
  project               = local.project
  location              = var.region
  private_connection_id = "${local.name}-source"
  display_name          = "${local.name} source database"
  deletion_policy       = "FORCE"
  labels                = local.labels

  psc_interface_config {
    network_attachment = google_compute_network_attachment.datastream.id
  }

  lifecycle {
    precondition {
      condition     = local.private_networks[0] != local.private_networks[1]
      error_message = "The ranges subnet_cidr and datastream_cidr overlap."
    }
  }
}

# For a database, or the proxy before one, that runs in this network; elsewhere its own firewall has to let the range in.
resource "google_compute_firewall" "allow_datastream" {
  project       = local.project
  name          = "${local.name}-allow-datastream"
  network       = google_compute_network.platform.id
  description   = "Datastream to the source database"
  direction     = "INGRESS"
  priority      = 1000
  source_ranges = [var.datastream_cidr]
  target_tags   = ["trading-database"]

  allow {
    protocol = "tcp"
    ports    = [tostring(local.source_port)]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
