locals {
  # Minute and hour of opening and closing, as cron has them.
  cron = { for moment, time in { open = var.trading_opens, close = var.trading_closes } :
    moment => "${tonumber(split(":", time)[1])} ${tonumber(split(":", time)[0])} * * ${var.trading_days}"
  }

  # What is called at each of the two. Google's own APIs: so the token is an OAuth one.
  scheduled_calls = {
    api-open = {
      schedule = local.cron["open"]
      method   = "PATCH"
      url      = "https://run.googleapis.com/v2/${google_cloud_run_v2_service.risk_api.id}?updateMask=scaling.minInstanceCount"
      body     = { scaling = { minInstanceCount = max(1, var.min_instances) } }
    }
    api-close = {
      schedule = local.cron["close"]
      method   = "PATCH"
      url      = "https://run.googleapis.com/v2/${google_cloud_run_v2_service.risk_api.id}?updateMask=scaling.minInstanceCount"
      body     = { scaling = { minInstanceCount = 0 } }
    }
    tpu-open = {
      schedule = local.cron["open"]
      method   = "POST"
      url      = "https://tpu.googleapis.com/v2/${google_tpu_v2_vm.inference.id}:start"
      body     = {}
    }
    tpu-close = {
      schedule = local.cron["close"]
      method   = "POST"
      url      = "https://tpu.googleapis.com/v2/${google_tpu_v2_vm.inference.id}:stop"
      body     = {}
    }
  }
}

resource "google_service_account" "scheduler" {
  project      = local.project
  account_id   = "${local.name}-sched"
  display_name = "Trading hours (${var.environment})"
  description  = "Starts and stops what is needed in trading hours only"
}

# No role of Google's is this narrow.
resource "google_project_iam_custom_role" "scheduler" {
  project     = local.project
  role_id     = replace("${local.name}-trading-hours", "-", "_")
  title       = "Trading hours (${var.environment})"
  description = "Changes the size of the platform, and nothing else"
  stage       = "GA"

  permissions = [
    "run.services.get",
    "run.services.update",
    "tpu.nodes.get",
    "tpu.nodes.start",
    "tpu.nodes.stop",
  ]
}

resource "google_project_iam_member" "scheduler" {
  project = local.project
  role    = google_project_iam_custom_role.scheduler.id
  member  = google_service_account.scheduler.member
}

# Cloud Run lets only those change a service who may act as its account.
resource "google_service_account_iam_member" "scheduler_acts_as_api" {
  service_account_id = google_service_account.api.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.scheduler.member
}

resource "google_cloud_scheduler_job" "trading_hours" {
  for_each = local.scheduled_calls

  project          = local.project
  name             = "${local.name}-${each.key}"
  region           = var.region
  description      = "Trading hours of the platform (${var.environment})"
  schedule         = each.value.schedule
  time_zone        = var.trading_time_zone
  attempt_deadline = "180s"

  retry_config {
    retry_count          = 5
    min_backoff_duration = "30s"
  }

  http_target {
    http_method = each.value.method
    uri         = each.value.url
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode(each.value.body))

    oauth_token {
      service_account_email = google_service_account.scheduler.email
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }

  depends_on = [google_project_iam_member.scheduler, google_service_account_iam_member.scheduler_acts_as_api]
}
