variable "region" {
  descripton = "Region of everything"
}

output "region" {
  value        = var.region
  precondition = true
}
