variable "access_token" {
  type    = string
  default = null
}

# The token is for those who run Terraform themselves.
provider "google" {
  project      = "acme-prod"
  access_token = var.access_token
}

resource "google_pubsub_topic" "events" {
  name = "events"
}
