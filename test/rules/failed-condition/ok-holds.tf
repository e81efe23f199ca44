output "size" {
  value = 3

  precondition {
    condition     = length(["a", "b"]) == 2
    error_message = "There must be two zones."
  }
}
