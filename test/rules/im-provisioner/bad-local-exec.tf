resource "google_pubsub_topic" "t" {
  name = "t"

  provisioner "local-exec" {
    command = "echo ${self.name}"
  }
}
