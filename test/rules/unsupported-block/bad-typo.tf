varaible "region" {
  type = string
}

variable "zone" {
  default {
  }
}
