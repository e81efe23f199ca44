terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
    shop = {
      source = "registry.example.com/acme/shop"
    }
  }
}
