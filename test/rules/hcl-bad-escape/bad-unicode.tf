locals {
  short     = "\u12"
  surrogate = "\ud83d\ude00"
}
