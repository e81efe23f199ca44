locals {
  region = 'europe-west3'
}
