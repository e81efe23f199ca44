locals {
  text = <<EOT
  hello
  EOT;
}
