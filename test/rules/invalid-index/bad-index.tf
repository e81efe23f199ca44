locals {
  zones  = ["a", "b"]
  third  = local.zones[2]
  sizes  = { small = 1, large = 8 }
  medium = local.sizes["smal"]
}
