locals {
  name = "${var.name_prefix}-${var.environment}"

  # The project by way of the wait for its APIs: whatever names it is created after they answer.
  project = time_sleep.apis_ready.triggers["project"]

  labels = merge(var.labels, {
    blueprint   = "streaming-analytics"
    environment = var.environment
    managed-by  = "imprint"
  })
}
