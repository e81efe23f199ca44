locals {
  digits = regex("^\d+$", "12")
}
