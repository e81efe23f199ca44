locals {
  key = file("/etc/ssl/key.pem")
}
