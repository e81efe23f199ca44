locals {
  region = "europe-west3
  zone   = "europe-west3-a"
}
