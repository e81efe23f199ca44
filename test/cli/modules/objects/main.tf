terraform {
  required_version = ">= 1.5"
}

resource "google_storage_bucket" "main" {
  for_each                    = var.buckets
  project                     = local.project
  name                        = "${local.project}-${var.name}-${each.key}"
  location                    = var.region
  storage_class               = each.value.class
  labels                      = each.value.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  dynamic "lifecycle_rule" {
    for_each = each.value.age == null ? [] : [each.value.age]
    content {
      action {
        type = "Delete"
      }
      condition {
        age = lifecycle_rule.value
      }
    }
  }
}

# Braces such as {{this}} mean nothing to Terraform.
resource "google_storage_bucket_iam_member" "reader" {
  for_each = var.readers
  bucket   = google_storage_bucket.main["raw"].name
  role     = "roles/storage.objectViewer"
  member   = each.value
}

output "shape" {
  value = "${var.shape[0]} {{braces}} ${var.days} ${var.note} ${var.limits.high}"
}

output "heredoc" {
  value = <<-EOT
    {{ range .Values }}
    $${{ github.sha }} and {{{three}}}
    ${jsonencode({ a = { b = var.extra } })}
    {{ end }}
  EOT
}
