variable "api_key" {
  type      = string
  sensitive = true
  default   = "s3cr3t-0f-th3-sh0p"
}

resource "google_sql_user" "app" {
  name     = "app"
  instance = "orders"
  password = "correct-horse"
}
