variable "office" {
  type    = string
  default = null
}

resource "google_compute_firewall" "web" {
  name          = "web"
  network       = "default"
  project       = "acme-prod"
  source_ranges = compact(["10.0.0.0/8", var.office])

  allow {
    protocol = "tcp"
  }
}
