variable "sizes" {
  type = "map"
}

variable "zones" {
  type = list(strnig)
}

resource "google_pubsub_topic" {
  name = "t"
}

resource "google_pubsub_topic" "t" {
  count    = 1
  for_each = {}
  name     = "t"
}
