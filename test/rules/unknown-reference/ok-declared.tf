variable "region" {
  type    = string
  default = "europe-west3"
}

locals {
  zone = "${var.region}-a"
}
