project_id = "acme-site-dev"
region     = "us-central1"
