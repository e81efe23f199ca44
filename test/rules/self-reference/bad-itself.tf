resource "google_pubsub_topic" "a" {
  name   = "a"
  labels = { topic = google_pubsub_topic.a.name }
}
