owners = ["web", "ops"]
region = "us-east1"
