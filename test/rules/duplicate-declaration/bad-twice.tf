variable "region" {}

variable "region" {}

locals {
  zone = "a"
}

locals {
  zone = "b"
}

resource "google_pubsub_topic" "t" {
  name = "a"
}

resource "google_pubsub_topic" "t" {
  name = "b"
}
