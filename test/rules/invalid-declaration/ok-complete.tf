variable "sizes" {
  type    = map(number)
  default = {}
}
