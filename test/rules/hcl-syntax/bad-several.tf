locals {
  empty =
  sum   = 1 +
  list  = [1 2, 3]
}

variable "region"
  type = string
}

output "region" {
  value = var.region,
}
