/* closed */
locals {
  text = "a ${upper("b")}"
  here = <<EOT
EOT is closed below
EOT
}
