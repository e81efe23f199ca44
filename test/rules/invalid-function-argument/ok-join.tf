locals {
  zones = join(",", ["a", "b"])
}
