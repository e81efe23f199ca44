locals {
  zones = ["a", "b"]
  first = local.zones[0]
}
