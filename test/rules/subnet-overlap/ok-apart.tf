variable "range" {
  type = string
}

resource "google_compute_network" "each" {
  for_each                = toset(["a", "b"])
  name                    = each.key
  auto_create_subnetworks = false
}

# The same range in each of two networks.
resource "google_compute_subnetwork" "same" {
  for_each      = google_compute_network.each
  name          = "same-${each.key}"
  region        = "europe-west3"
  network       = each.value.id
  ip_cidr_range = "10.0.0.0/20"
}

resource "google_compute_subnetwork" "next" {
  name          = "next"
  region        = "europe-west3"
  network       = "shared"
  ip_cidr_range = "10.0.16.0/20"
}

resource "google_compute_subnetwork" "before" {
  name          = "before"
  region        = "europe-west3"
  network       = "shared"
  ip_cidr_range = "10.0.0.0/20"
}

resource "google_compute_subnetwork" "given" {
  name          = "given"
  region        = "europe-west3"
  network       = "shared"
  ip_cidr_range = var.range
}
