data "google_project" "this" {}

output "number" {
  value = data.google_project.this.number
}
