variable "region" {
  description = "Region of everything"
}
