# Datastream's own: lead it to the database by VPN, Interconnect or peering.
resource "google_compute_network" "platform" {
  project                         = local.project
  name                            = "${local.name}-network"
  description                     = "Way of Datastream to the source database (${var.environment})"
  auto_create_subnetworks         = false
  routing_mode                    = "REGIONAL"
  delete_default_routes_on_create = true
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
