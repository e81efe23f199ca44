resource "random_id" "suffix" {
  byte_length = 2
}

module "labels" {
  source = "../shared/labels"
  owners = var.owners
}

module "bucket" {
  source = "./modules/bucket"
  name   = "${var.project_id}-${random_id.suffix.hex}"
  region = var.region
  labels = module.labels.all
}

resource "google_storage_bucket_object" "page" {
  provider = google.eu
  bucket   = module.bucket.name
  name     = "index.html"
  content  = file("${path.module}/files/index.html")
}

output "labels" {
  value = module.labels.all
}
