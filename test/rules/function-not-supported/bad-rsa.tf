locals {
  secret = rsadecrypt("aGVsbG8=", file("key.pem"))
}
