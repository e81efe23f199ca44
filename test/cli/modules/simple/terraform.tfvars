project_id = "acme-events-dev"
name       = "orders"
