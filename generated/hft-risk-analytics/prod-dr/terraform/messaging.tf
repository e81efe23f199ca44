resource "google_pubsub_topic" "market_data" {
  project                    = local.project
  name                       = "${local.name}-market-data"
  message_retention_duration = "${var.market_data_retention_days * 86400}s"
  kms_key_name               = local.kms_keys["pubsub"]
  labels                     = local.labels

  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }
}

resource "google_pubsub_topic" "market_data_dead_letters" {
  project      = local.project
  name         = "${local.name}-market-data-dead"
  kms_key_name = local.kms_keys["pubsub"]
  labels       = local.labels

  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }
}

resource "google_pubsub_subscription" "market_data" {
  project                    = local.project
  name                       = "${local.name}-market-data"
  topic                      = google_pubsub_topic.market_data.id
  ack_deadline_seconds       = 20
  message_retention_duration = "${var.market_data_retention_days * 86400}s"
  enable_message_ordering    = true
  labels                     = local.labels

  # Never expires, however long nobody reads it.
  expiration_policy {
    ttl = ""
  }

  retry_policy {
    minimum_backoff = "1s"
    maximum_backoff = "60s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.market_data_dead_letters.id
    max_delivery_attempts = 5
  }
}

# Without a subscription, what arrives at the dead letter topic is lost.
resource "google_pubsub_subscription" "market_data_dead_letters" {
  project                    = local.project
  name                       = "${local.name}-market-data-dead"
  topic                      = google_pubsub_topic.market_data_dead_letters.id
  message_retention_duration = "604800s"
  labels                     = local.labels

  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub itself moves the dead letters, so its agent publishes to one and acknowledges on the other.
resource "google_pubsub_topic_iam_member" "agent_publishes_dead_letters" {
  project = local.project
  topic   = google_pubsub_topic.market_data_dead_letters.name
  role    = "roles/pubsub.publisher"
  member  = local.service_agents["pubsub"]

  depends_on = [google_project_service_identity.agent]
}

resource "google_pubsub_subscription_iam_member" "agent_acknowledges_market_data" {
  project      = local.project
  subscription = google_pubsub_subscription.market_data.name
  role         = "roles/pubsub.subscriber"
  member       = local.service_agents["pubsub"]

  depends_on = [google_project_service_identity.agent]
}

resource "google_pubsub_topic_iam_member" "publishers" {
  for_each = toset(var.market_data_publishers)

  project = local.project
  topic   = google_pubsub_topic.market_data.name
  role    = "roles/pubsub.publisher"
  member  = each.value
}
