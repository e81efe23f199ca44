variable "owners" {
  type = list(string)
}

output "all" {
  value = { owners = join("_", var.owners) }
}
