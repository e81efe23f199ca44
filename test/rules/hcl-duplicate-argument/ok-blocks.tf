variable "region" {
  type = string

  validation {
    condition     = var.region != ""
    error_message = "Empty."
  }

  validation {
    condition     = length(var.region) < 30
    error_message = "Too long."
  }
}
