locals {
  # Every name starts with it. At most 23 characters, so that the longest name made from it, an account id, stays within 30.
  name = "${var.name_prefix}-${var.environment}"

  # The project by way of the wait for its APIs: whatever names it is created after they answer.
  project = time_sleep.apis_ready.triggers["project"]

  labels = merge(var.labels, {
    blueprint   = "hft-risk-analytics"
    data-class  = "confidential"
    environment = var.environment
    managed-by  = "imprint"
  })

  api_name      = "${local.name}-risk-api"
  registry_name = "${local.name}-images"
  data_bucket   = "${var.project_id}-${local.name}-data"
}
