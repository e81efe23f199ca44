locals {
  digest = sha256("x")
}
