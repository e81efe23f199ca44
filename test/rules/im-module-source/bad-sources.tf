module "ssh" {
  source = "git@example.com:platform/network.git"
}

module "private" {
  source  = "registry.example.com/platform/network/google"
  version = "1.2.0"
}
