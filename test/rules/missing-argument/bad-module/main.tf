output "region" {
  description = "Region of everything"
}

module "network" {
  source = "./network"
}
