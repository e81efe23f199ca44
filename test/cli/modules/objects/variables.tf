variable "region" {
  type        = string
  description = "Region of everything."

  validation {
    condition     = contains(["europe-west1", "us-central1"], var.region)
    error_message = "Not there."
  }
}

variable "name" {
  type = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]+$", var.name)) && length(var.name) <= 20
    error_message = "Bad name."
  }
  validation {
    condition     = !strcontains(lower(var.name), "test")
    error_message = "Not for tests."
  }
}

variable "days" {
  type    = number
  default = 30
  validation {
    condition     = floor(var.days) == var.days && var.days >= 1 && 365 >= var.days
    error_message = "One to 365."
  }
}

variable "readers" {
  type    = set(string)
  default = []
  validation {
    condition     = alltrue([for reader in var.readers : can(regex("^(user|group):", reader))])
    error_message = "Users and groups only."
  }
}

variable "buckets" {
  type = map(object({
    class  = optional(string, "STANDARD")
    labels = optional(map(string), {})
    age    = optional(number)
  }))
  default = {
    raw  = {}
    cold = { class = "ARCHIVE", age = 90 }
  }
}

variable "shape" {
  type    = tuple([string, number])
  default = ["a", 1]
}

variable "extra" {
  type    = any
  default = null
}

variable "note" {
  type     = string
  default  = "none"
  nullable = false
}

variable "limits" {
  type = object({
    low  = number
    high = optional(number, 10)
  })
  default = { low = 1 }
  validation {
    condition     = var.limits.low > 0
    error_message = "Above zero."
  }
}

variable "password" {
  type      = string
  sensitive = true
  default   = null
}

locals {
  project = "acme-data-dev"
}
