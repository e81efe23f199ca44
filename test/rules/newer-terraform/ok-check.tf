locals {
  name = "x"
}

check "health" {
  assert {
    condition     = length(local.name) == 1
    error_message = "Not one character"
  }
}
