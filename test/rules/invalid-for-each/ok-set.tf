resource "google_pubsub_topic" "t" {
  for_each = toset(["a", "b"])
  name     = each.key
}
