locals {
  zones  = join(",", "a")
  number = tonumber("ten")
  upper  = upper()
  range  = cidrsubnet("10.0.0.0/30", 4, 1)
}
