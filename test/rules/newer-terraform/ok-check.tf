check "health" {
  assert {
    condition     = length("x") == 1
    error_message = "Not one character"
  }
}
