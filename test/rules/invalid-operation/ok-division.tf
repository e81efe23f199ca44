locals {
  share = 1 / 4
}
