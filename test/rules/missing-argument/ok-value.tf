output "region" {
  value = "europe-west3"
}
