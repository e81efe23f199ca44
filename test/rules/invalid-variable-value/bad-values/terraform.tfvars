port = 70000
subnets = {
  a = { cidr = "10.0.0.0/24" }
  b = { cidr = "10.0.1.0/24", private = "si" }
}
