# Licensed to whoever reads it.

variable "project_id" {
  type        = string
  description = "Where it goes."
}

# How it is called.
variable "name" {
  type        = string
  description = "Name of the topic."
}

variable "retention" {
  type    = string
  default = null
}

# The topic itself.
resource "google_pubsub_topic" "main" {
  project                    = var.project_id
  name                       = var.name
  message_retention_duration = var.retention
}

output "topic" {
  description = "Id of the topic."
  value       = google_pubsub_topic.main.id
}
