module "network" {
  source  = "terraform-google-modules/network/google"
  version = "~> 9.0"
}
