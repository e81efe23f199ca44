variable "disks" {
  type = list(string)
}

resource "google_compute_instance" "worker" {
  name         = "worker"
  machine_type = "e2-small"
  zone         = "europe-west3-a"

  dynamic "boot_disk" {
    for_each = var.disks
    content {
      source = boot_disk.value
    }
  }

  network_interface {
    network = "default"
  }
}
