terraform {
  required_providers {
    google = {
      source  = "registry.terraform.io/hashicorp/google"
      version = "~> 7.0"
    }
    random = {
      source = "hashicorp/random"
    }
  }
}
