variable "api_key" {
  type      = string
  sensitive = true
}

variable "password_secret" {
  type    = string
  default = "projects/acme-prod/secrets/orders/versions/1"
}

resource "google_storage_bucket_object" "page" {
  name    = "index.html"
  bucket  = "acme-pages"
  content = "<p>hello</p>"
}

resource "random_password" "app" {
  length = 24
}

resource "google_sql_user" "app" {
  name     = "app"
  instance = "orders"
  password = random_password.app.result
}
