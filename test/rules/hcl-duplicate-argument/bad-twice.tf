variable "region" {
  type    = string
  default = "europe-west3"
  type    = string
}
