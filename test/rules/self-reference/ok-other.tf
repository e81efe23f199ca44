resource "google_pubsub_topic" "a" {
  name = "a"
}

resource "google_pubsub_topic" "b" {
  name = google_pubsub_topic.a.name
}
