analysts                = ["group:shop-analysts@example.com"]
bigquery_data_freshness = "300s"
datastream_cidr         = "10.20.1.0/28"
deletion_protection     = true
environment             = "shop"
key_protection_level    = "SOFTWARE"
key_ring_suffix         = "1"
key_rotation_days       = 90
labels                  = {}
name_prefix             = "stream"
postgresql = {
  "publication"      = "analytics"
  "replication_slot" = "analytics"
}
project_id                      = "acme-shop-analytics"
region                          = "us-central1"
source_database_host            = "postgres.shop.acme.internal"
source_database_name            = "shop"
source_database_password_secret = "projects/acme-shop-analytics/secrets/shop-db-password/versions/1"
source_database_username        = "datastream_user"
source_schema                   = "public"
source_tables = {
  "order_lines" = []
  "orders"      = ["order_id", "placed_at", "total"]
}
stream_desired_state = "NOT_STARTED"
trading_dataset_id   = "streaming"
