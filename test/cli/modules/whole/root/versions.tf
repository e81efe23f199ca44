terraform {
  required_version = ">= 1.3.0, < 2.0.0"

  backend "gcs" {
    bucket = "acme-states"
    prefix = "site"
  }

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.45"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }
}

provider "google" {
  project = var.project_id
  region  = var.region
}

provider "google" {
  alias   = "eu"
  project = var.project_id
  region  = "europe-west1"
}
