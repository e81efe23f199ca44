resource "google_compute_subnetwork" "west3" {
  name          = "nodes"
  region        = "europe-west3"
  network       = "shared"
  ip_cidr_range = "10.0.0.0/20"
}

resource "google_compute_subnetwork" "west4" {
  name          = "nodes"
  region        = "europe-west4"
  network       = "shared"
  ip_cidr_range = "10.0.16.0/20"
}

resource "google_pubsub_topic" "here" {
  name    = "events"
  project = "acme-prod"
}

resource "google_pubsub_topic" "there" {
  name    = "events"
  project = "acme-dev"
}

# Display names need not be unique.
resource "google_monitoring_notification_channel" "mail" {
  count        = 2
  display_name = "on call"
  type         = "email"
  labels       = { email_address = "sre${count.index}@example.com" }
}
