module "public" {
  source  = "terraform-google-modules/network/google"
  version = "~> 9.0"
}

module "https" {
  source = "git::https://example.com/platform/network.git?ref=v1.2.0"
}

module "github" {
  source = "github.com/terraform-google-modules/terraform-google-network"
}

module "bucket" {
  source = "gcs::https://www.googleapis.com/storage/v1/acme-modules/network.zip"
}
