variable "token" {
  type      = string
  sensitive = true
}

output "url" {
  value = "https://example.com/?token=${var.token}"
}
