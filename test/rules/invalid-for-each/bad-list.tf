resource "google_pubsub_topic" "t" {
  for_each = ["a", "b"]
  name     = each.key
}
