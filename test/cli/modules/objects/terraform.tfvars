region  = "europe-west1"
name    = "ledger"
readers = ["group:a@example.com", "user:b@example.com"]
