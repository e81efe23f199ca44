locals {
  zones = ["a", "b"]
}

output "size" {
  value = 3

  precondition {
    condition     = length(local.zones) == 2
    error_message = "There must be two zones."
  }
}
