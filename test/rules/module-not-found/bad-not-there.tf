module "network" {
  source = "./netwrok"
}
