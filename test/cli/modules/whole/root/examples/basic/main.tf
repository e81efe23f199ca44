module "site" {
  source = "../.."
}
