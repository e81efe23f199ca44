variable "enabled" {
  type    = bool
  default = true
}

resource "google_pubsub_topic" "t" {
  count = var.enabled ? 1 : 0
  name  = "t-${count.index}"
}
