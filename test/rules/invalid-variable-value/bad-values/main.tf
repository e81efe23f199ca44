variable "port" {
  type = number

  validation {
    condition     = var.port < 65536
    error_message = "A port is below 65536."
  }
}

variable "subnets" {
  type = map(object({ cidr = string, private = optional(bool, true) }))
}
