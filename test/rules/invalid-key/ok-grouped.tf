locals {
  by_zone = { for name, zone in { a = "x", b = "x" } : zone => name... }
}
