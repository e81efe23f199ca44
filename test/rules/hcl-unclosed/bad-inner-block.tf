variable "region" {
  type = string

  validation {
    condition     = var.region != ""
    error_message = "Empty."
}

output "region" {
  value = var.region
}
