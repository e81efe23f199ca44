variable "zones" {
  type    = list(string)
  default = ["a"]
}

resource "google_pubsub_topic" "t" {
  name = "t"

  lifecycle {
    precondition {
      condition     = length(var.zones) >= 2
      error_message = "At least two zones are needed, there are ${length(var.zones)}."
    }
  }
}
