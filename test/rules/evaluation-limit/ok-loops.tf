locals {
  numbers = [for i in range(100) : [for j in range(100) : i * j]]
}
