locals {
  a = local.b
  b = 1
}
