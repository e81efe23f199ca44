locals {
  name = upper("x")
}
