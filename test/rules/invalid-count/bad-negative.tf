resource "google_pubsub_topic" "t" {
  count = 1 - 2
  name  = "t"
}
