locals {
  script = <<-EOT
    echo "${1:-none}"
  EOT
}
