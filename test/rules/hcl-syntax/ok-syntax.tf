locals {
  names = [for name, size in { a = 1, b = 2 } : upper(name) if size > 1]
  text  = <<-EOT
    %{for name in local.names~}
    ${name}
    %{endfor~}
  EOT
}
