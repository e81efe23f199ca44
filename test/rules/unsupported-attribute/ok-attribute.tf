locals {
  network = { name = "main" }
  name    = local.network.name
}
