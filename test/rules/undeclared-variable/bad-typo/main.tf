variable "region" {
  default = "europe-west1"
}
