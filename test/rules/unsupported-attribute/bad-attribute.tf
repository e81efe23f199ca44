locals {
  network = { name = "main" }
  label   = local.network.nmae
  subnets = [{ name = "a" }]
  first   = local.subnets.name
}
