variable "region" {}

locals {
  region = var.region
}
