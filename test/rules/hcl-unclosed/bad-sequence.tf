locals {
  a = "x ${upper("b") y"
  b = <<-EOT
    hello ${local.a
  EOT
}
