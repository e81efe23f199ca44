variable "accelerator_reservation" {
  description = "Reservation the TPU7x hosts come from"
  type        = string
  default     = null

  validation {
    condition     = var.accelerator_reservation == null ? true : can(regex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", var.accelerator_reservation))
    error_message = "Invalid value: accelerator_reservation must be a name of lowercase letters, digits and hyphens."
  }
}

variable "access_policy" {
  description = "Access policy of the organization"
  type        = string
  default     = null

  validation {
    condition     = var.access_policy == null ? true : can(regex("^[0-9]+$", var.access_policy))
    error_message = "Invalid value: access_policy must match ^[0-9]+$."
  }
}

variable "alert_emails" {
  description = "Who is told of alerts"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(distinct(var.alert_emails)) == length(var.alert_emails)
    error_message = "Invalid value: alert_emails must not repeat elements."
  }

  validation {
    condition     = alltrue([for item in var.alert_emails : can(regex("^[^@\\s]+@[^@\\s]+$", item))])
    error_message = "Invalid value: each element of alert_emails must be an email address."
  }
}

variable "analysts" {
  description = "Who may read positions and risk metrics"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(distinct(var.analysts)) == length(var.analysts)
    error_message = "Invalid value: analysts must not repeat elements."
  }

  validation {
    condition     = alltrue([for item in var.analysts : can(regex("^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$", item))])
    error_message = "Invalid value: each element of analysts must match ^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$."
  }
}

variable "api_error_ratio_alert" {
  description = "Share of failed requests above which an alert opens"
  type        = number
  default     = 0.01
  nullable    = false

  validation {
    condition     = var.api_error_ratio_alert > 0
    error_message = "Invalid value: api_error_ratio_alert must be more than 0."
  }

  validation {
    condition     = var.api_error_ratio_alert <= 1
    error_message = "Invalid value: api_error_ratio_alert must be at most 1."
  }
}

variable "api_image" {
  description = "Container image of the risk API"
  type        = string
  default     = null

  validation {
    condition     = var.api_image == null ? true : can(regex("^[a-z0-9.-]+(/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}$", var.api_image))
    error_message = "Invalid value: api_image must match ^[a-z0-9.-]+(/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}$."
  }
}

variable "api_ingress" {
  description = "From where the API can be reached; never from the open internet"
  type        = string
  default     = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  nullable    = false

  validation {
    condition     = contains(["INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"], var.api_ingress)
    error_message = "Invalid value: api_ingress must be one of INGRESS_TRAFFIC_INTERNAL_ONLY, INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER."
  }
}

variable "api_invokers" {
  description = "Who may call the API"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(distinct(var.api_invokers)) == length(var.api_invokers)
    error_message = "Invalid value: api_invokers must not repeat elements."
  }

  validation {
    condition     = alltrue([for item in var.api_invokers : can(regex("^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$", item))])
    error_message = "Invalid value: each element of api_invokers must match ^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$."
  }
}

variable "api_latency_alert_ms" {
  description = "95th percentile of the API's latency, in milliseconds, above which an alert opens"
  type        = number
  default     = 500
  nullable    = false

  validation {
    condition     = floor(var.api_latency_alert_ms) == var.api_latency_alert_ms
    error_message = "Invalid value: api_latency_alert_ms must be a whole number."
  }

  validation {
    condition     = var.api_latency_alert_ms >= 1
    error_message = "Invalid value: api_latency_alert_ms must be at least 1."
  }
}

variable "audit_log_locked" {
  description = "Whether nobody can shorten that, or delete the bucket before; cannot be taken back"
  type        = bool
  default     = false
  nullable    = false
}

variable "audit_retention_days" {
  description = "Days for which audit logs are kept"
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = floor(var.audit_retention_days) == var.audit_retention_days
    error_message = "Invalid value: audit_retention_days must be a whole number."
  }

  validation {
    condition     = var.audit_retention_days >= 1
    error_message = "Invalid value: audit_retention_days must be at least 1."
  }

  validation {
    condition     = var.audit_retention_days <= 3650
    error_message = "Invalid value: audit_retention_days must be at most 3650."
  }
}

variable "bigquery_data_freshness" {
  description = "How old replicated rows may be at most; less costs more"
  type        = string
  default     = "300s"
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+(\\.[0-9]{1,9})?s$", var.bigquery_data_freshness))
    error_message = "Invalid value: bigquery_data_freshness must be a duration in seconds such as 300s."
  }
}

variable "billing_account" {
  description = "Billing account of the project"
  type        = string
  default     = null

  validation {
    condition     = var.billing_account == null ? true : can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "Invalid value: billing_account must match ^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$."
  }
}

variable "bucket_nearline_after_days" {
  description = "Days after which objects below data/ and logs/ become Nearline"
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = floor(var.bucket_nearline_after_days) == var.bucket_nearline_after_days
    error_message = "Invalid value: bucket_nearline_after_days must be a whole number."
  }

  validation {
    condition     = var.bucket_nearline_after_days >= 1
    error_message = "Invalid value: bucket_nearline_after_days must be at least 1."
  }

  validation {
    condition     = var.bucket_nearline_after_days <= 3650
    error_message = "Invalid value: bucket_nearline_after_days must be at most 3650."
  }
}

variable "bucket_retention_days" {
  description = "Days after which objects below data/ and logs/ are deleted; 0 keeps them"
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = floor(var.bucket_retention_days) == var.bucket_retention_days
    error_message = "Invalid value: bucket_retention_days must be a whole number."
  }

  validation {
    condition     = var.bucket_retention_days >= 0
    error_message = "Invalid value: bucket_retention_days must be at least 0."
  }

  validation {
    condition     = var.bucket_retention_days <= 3650
    error_message = "Invalid value: bucket_retention_days must be at most 3650."
  }
}

variable "bucket_soft_delete_days" {
  description = "Days for which a deleted object can be brought back"
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = contains([0, 7, 14, 30, 90], var.bucket_soft_delete_days)
    error_message = "Invalid value: bucket_soft_delete_days must be one of 0, 7, 14, 30, 90."
  }

  validation {
    condition     = floor(var.bucket_soft_delete_days) == var.bucket_soft_delete_days
    error_message = "Invalid value: bucket_soft_delete_days must be a whole number."
  }
}

variable "budget_currency" {
  description = "Currency of the billing account"
  type        = string
  default     = "USD"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Z]{3}$", var.budget_currency))
    error_message = "Invalid value: budget_currency must match ^[A-Z]{3}$."
  }
}

variable "calculation_latency_alert_ms" {
  description = "99th percentile of the calculation alone, in milliseconds, above which an alert opens"
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.calculation_latency_alert_ms > 0
    error_message = "Invalid value: calculation_latency_alert_ms must be more than 0."
  }
}

variable "cloud_run_concurrency" {
  description = "Requests an instance works on at the same time"
  type        = number
  default     = 40
  nullable    = false

  validation {
    condition     = floor(var.cloud_run_concurrency) == var.cloud_run_concurrency
    error_message = "Invalid value: cloud_run_concurrency must be a whole number."
  }

  validation {
    condition     = var.cloud_run_concurrency >= 1
    error_message = "Invalid value: cloud_run_concurrency must be at least 1."
  }

  validation {
    condition     = var.cloud_run_concurrency <= 1000
    error_message = "Invalid value: cloud_run_concurrency must be at most 1000."
  }
}

variable "cloud_run_cpu" {
  description = "CPUs of an instance"
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = contains([1, 2, 4, 6, 8], var.cloud_run_cpu)
    error_message = "Invalid value: cloud_run_cpu must be one of 1, 2, 4, 6, 8."
  }

  validation {
    condition     = floor(var.cloud_run_cpu) == var.cloud_run_cpu
    error_message = "Invalid value: cloud_run_cpu must be a whole number."
  }
}

variable "cloud_run_memory" {
  description = "Memory of an instance"
  type        = string
  default     = "4Gi"
  nullable    = false

  validation {
    condition     = contains(["1Gi", "2Gi", "4Gi", "8Gi", "16Gi", "32Gi"], var.cloud_run_memory)
    error_message = "Invalid value: cloud_run_memory must be one of 1Gi, 2Gi, 4Gi, 8Gi, 16Gi, 32Gi."
  }
}

variable "cpu_always_allocated" {
  description = "Whether an instance has its CPUs between requests too"
  type        = bool
  default     = false
  nullable    = false
}

variable "datastream_cidr" {
  description = "Range Datastream connects from; must not overlap any other"
  type        = string
  default     = "10.20.1.0/28"
  nullable    = false

  validation {
    condition     = can(regex("/(8|9|1[0-9]|2[0-9])$", var.datastream_cidr))
    error_message = "Invalid value: datastream_cidr must match /(8|9|1[0-9]|2[0-9])$."
  }

  validation {
    condition     = can(cidrhost(var.datastream_cidr, 0))
    error_message = "Invalid value: datastream_cidr must be a CIDR range such as 10.0.0.0/16."
  }
}

variable "deletion_protection" {
  description = "Whether destroying is refused for the data, the keys and the service"
  type        = bool
  default     = true
  nullable    = false
}

variable "environment" {
  description = "Stage of the platform, such as dev or prod; part of every name"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$", var.environment))
    error_message = "Invalid value: environment must match ^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$."
  }
}

variable "inference_cidr" {
  description = "Range of the subnet the accelerators stand in"
  type        = string
  default     = "10.20.2.0/24"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.inference_cidr, 0))
    error_message = "Invalid value: inference_cidr must be a CIDR range such as 10.0.0.0/16."
  }
}

variable "inference_image" {
  description = "Container image of the inference server"
  type        = string
  default     = null

  validation {
    condition     = var.inference_image == null ? true : can(regex("^[a-z0-9.-]+(/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}$", var.inference_image))
    error_message = "Invalid value: inference_image must match ^[a-z0-9.-]+(/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}$."
  }
}

variable "inference_latency_alert_ms" {
  description = "99th percentile of a call to the inference server, in milliseconds, above which an alert opens"
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.inference_latency_alert_ms > 0
    error_message = "Invalid value: inference_latency_alert_ms must be more than 0."
  }
}

variable "key_protection_level" {
  description = "Where the keys live"
  type        = string
  default     = "SOFTWARE"
  nullable    = false

  validation {
    condition     = contains(["SOFTWARE", "HSM"], var.key_protection_level)
    error_message = "Invalid value: key_protection_level must be one of SOFTWARE, HSM."
  }
}

variable "key_ring_suffix" {
  description = "End of the key ring's name; take another one after a destroy, for a ring's name is never free again"
  type        = string
  default     = "1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,20}$", var.key_ring_suffix))
    error_message = "Invalid value: key_ring_suffix must match ^[a-zA-Z0-9_-]{1,20}$."
  }
}

variable "key_rotation_days" {
  description = "Days after which a key gets a new version"
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = floor(var.key_rotation_days) == var.key_rotation_days
    error_message = "Invalid value: key_rotation_days must be a whole number."
  }

  validation {
    condition     = var.key_rotation_days >= 2
    error_message = "Invalid value: key_rotation_days must be at least 2."
  }

  validation {
    condition     = var.key_rotation_days <= 365
    error_message = "Invalid value: key_rotation_days must be at most 365."
  }
}

variable "labels" {
  description = "Labels of all resources; four more are added"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.labels) <= 60
    error_message = "Invalid value: labels must have at most 60 keys."
  }

  validation {
    condition     = alltrue([for item in keys(var.labels) : can(regex("^[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}$", item))])
    error_message = "Invalid value: each key of labels must be a label key."
  }

  validation {
    condition     = alltrue([for item in values(var.labels) : can(regex("^[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}$", item))])
    error_message = "Invalid value: each value of labels must be a label value."
  }
}

variable "market_data_backlog_alert_seconds" {
  description = "Age of the oldest unread market data above which an alert opens"
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = floor(var.market_data_backlog_alert_seconds) == var.market_data_backlog_alert_seconds
    error_message = "Invalid value: market_data_backlog_alert_seconds must be a whole number."
  }

  validation {
    condition     = var.market_data_backlog_alert_seconds >= 1
    error_message = "Invalid value: market_data_backlog_alert_seconds must be at least 1."
  }
}

variable "market_data_publishers" {
  description = "Who may publish market data"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(distinct(var.market_data_publishers)) == length(var.market_data_publishers)
    error_message = "Invalid value: market_data_publishers must not repeat elements."
  }

  validation {
    condition     = alltrue([for item in var.market_data_publishers : can(regex("^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$", item))])
    error_message = "Invalid value: each element of market_data_publishers must match ^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$."
  }
}

variable "market_data_retention_days" {
  description = "Days for which market data can be read again"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = floor(var.market_data_retention_days) == var.market_data_retention_days
    error_message = "Invalid value: market_data_retention_days must be a whole number."
  }

  validation {
    condition     = var.market_data_retention_days >= 1
    error_message = "Invalid value: market_data_retention_days must be at least 1."
  }

  validation {
    condition     = var.market_data_retention_days <= 7
    error_message = "Invalid value: market_data_retention_days must be at most 7."
  }
}

variable "max_instances" {
  description = "Instances there are at most"
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = floor(var.max_instances) == var.max_instances
    error_message = "Invalid value: max_instances must be a whole number."
  }

  validation {
    condition     = var.max_instances >= 1
    error_message = "Invalid value: max_instances must be at least 1."
  }

  validation {
    condition     = var.max_instances <= 100
    error_message = "Invalid value: max_instances must be at most 100."
  }
}

variable "metrics_retention_days" {
  description = "Days after which a day of risk metrics is dropped; 0 keeps them"
  type        = number
  default     = 2557
  nullable    = false

  validation {
    condition     = floor(var.metrics_retention_days) == var.metrics_retention_days
    error_message = "Invalid value: metrics_retention_days must be a whole number."
  }

  validation {
    condition     = var.metrics_retention_days >= 0
    error_message = "Invalid value: metrics_retention_days must be at least 0."
  }

  validation {
    condition     = var.metrics_retention_days <= 3650
    error_message = "Invalid value: metrics_retention_days must be at most 3650."
  }
}

variable "min_instances" {
  description = "Instances that are always there"
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = floor(var.min_instances) == var.min_instances
    error_message = "Invalid value: min_instances must be a whole number."
  }

  validation {
    condition     = var.min_instances >= 0
    error_message = "Invalid value: min_instances must be at least 0."
  }

  validation {
    condition     = var.min_instances <= 100
    error_message = "Invalid value: min_instances must be at most 100."
  }
}

variable "monthly_budget" {
  description = "What a month may cost; a budget warns, it stops nothing"
  type        = number
  default     = 5000
  nullable    = false

  validation {
    condition     = floor(var.monthly_budget) == var.monthly_budget
    error_message = "Invalid value: monthly_budget must be a whole number."
  }

  validation {
    condition     = var.monthly_budget >= 1
    error_message = "Invalid value: monthly_budget must be at least 1."
  }
}

variable "name_prefix" {
  description = "First part of every name"
  type        = string
  default     = "hft-risk"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$", var.name_prefix))
    error_message = "Invalid value: name_prefix must match ^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$."
  }
}

variable "network_name" {
  description = "Name of the network; made from prefix and environment when absent"
  type        = string
  default     = null

  validation {
    condition     = var.network_name == null ? true : can(regex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", var.network_name))
    error_message = "Invalid value: network_name must be a name of lowercase letters, digits and hyphens."
  }
}

variable "perimeter_members" {
  description = "Who may reach in from outside of the perimeter, the deployment's service account included"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(distinct(var.perimeter_members)) == length(var.perimeter_members)
    error_message = "Invalid value: perimeter_members must not repeat elements."
  }

  validation {
    condition     = alltrue([for item in var.perimeter_members : can(regex("^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$", item))])
    error_message = "Invalid value: each element of perimeter_members must match ^(user|group|serviceAccount):[^@ ]+@[^@ ]+$|^principal(Set)?://.+$."
  }
}

variable "pods_cidr" {
  description = "Range of the cluster's pods"
  type        = string
  default     = "10.20.64.0/18"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.pods_cidr, 0))
    error_message = "Invalid value: pods_cidr must be a CIDR range such as 10.0.0.0/16."
  }
}

variable "positions_merge_minutes" {
  description = "Minutes between two merges of the landed positions"
  type        = number
  default     = 15
  nullable    = false

  validation {
    condition     = floor(var.positions_merge_minutes) == var.positions_merge_minutes
    error_message = "Invalid value: positions_merge_minutes must be a whole number."
  }

  validation {
    condition     = var.positions_merge_minutes >= 15
    error_message = "Invalid value: positions_merge_minutes must be at least 15."
  }

  validation {
    condition     = var.positions_merge_minutes <= 1440
    error_message = "Invalid value: positions_merge_minutes must be at most 1440."
  }
}

variable "positions_retention_days" {
  description = "Days after which a day of positions is dropped; 0 keeps them"
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = floor(var.positions_retention_days) == var.positions_retention_days
    error_message = "Invalid value: positions_retention_days must be a whole number."
  }

  validation {
    condition     = var.positions_retention_days >= 0
    error_message = "Invalid value: positions_retention_days must be at least 0."
  }

  validation {
    condition     = var.positions_retention_days <= 3650
    error_message = "Invalid value: positions_retention_days must be at most 3650."
  }
}

variable "positions_table" {
  description = "Which of the tables is merged into trading_positions"
  type        = string
  default     = "positions"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z_][A-Za-z0-9_]{0,62}$", var.positions_table))
    error_message = "Invalid value: positions_table must match ^[A-Za-z_][A-Za-z0-9_]{0,62}$."
  }
}

variable "postgresql" {
  description = "Publication and replication slot; for PostgreSQL only"
  type = object({
    publication      = string
    replication_slot = string
  })
  default = null

  validation {
    condition     = var.postgresql == null ? true : can(regex("^[a-z_][a-z0-9_]{0,62}$", var.postgresql.publication))
    error_message = "Invalid value: postgresql.publication must match ^[a-z_][a-z0-9_]{0,62}$."
  }

  validation {
    condition     = var.postgresql == null ? true : can(regex("^[a-z0-9_]{1,63}$", var.postgresql.replication_slot))
    error_message = "Invalid value: postgresql.replication_slot must match ^[a-z0-9_]{1,63}$."
  }
}

variable "project_id" {
  description = "Project that holds the resources."
  type        = string
}

variable "region" {
  description = "Region of all resources, the BigQuery datasets and the keys included"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+(-[a-z]+)+[0-9]+$", var.region))
    error_message = "Invalid value: region must be a region such as us-central1."
  }
}

variable "services_cidr" {
  description = "Range of the cluster's services"
  type        = string
  default     = "10.20.32.0/20"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.services_cidr, 0))
    error_message = "Invalid value: services_cidr must be a CIDR range such as 10.0.0.0/16."
  }
}

variable "source_ca_certificate" {
  description = "Certificate (PEM) of the authority that signed the database's; MySQL and PostgreSQL are encrypted when it is given"
  type        = string
  default     = null

  validation {
    condition     = var.source_ca_certificate == null ? true : can(regex("^-----BEGIN CERTIFICATE-----", var.source_ca_certificate))
    error_message = "Invalid value: source_ca_certificate must match ^-----BEGIN CERTIFICATE-----."
  }
}

variable "source_database_host" {
  description = "Name or address of the trading database, as the network sees it"
  type        = string
  default     = null

  validation {
    condition     = var.source_database_host == null ? true : length(var.source_database_host) >= 1
    error_message = "Invalid value: source_database_host must have at least 1 character."
  }
}

variable "source_database_name" {
  description = "Database that is replicated; for Oracle the service that leads to it"
  type        = string
  default     = "trading"
  nullable    = false

  validation {
    condition     = length(var.source_database_name) >= 1
    error_message = "Invalid value: source_database_name must have at least 1 character."
  }
}

variable "source_database_password_secret" {
  description = "Secret Manager version that holds the account's password; made outside of Terraform, before the deployment"
  type        = string
  default     = null

  validation {
    condition     = var.source_database_password_secret == null ? true : can(regex("^projects/[^/]+/secrets/", var.source_database_password_secret))
    error_message = "Invalid value: source_database_password_secret must match ^projects/[^/]+/secrets/."
  }

  validation {
    condition     = var.source_database_password_secret == null ? true : can(regex("^projects/[^/]+/(locations/[^/]+/)?secrets/[^/]+/versions/[^/]+$", var.source_database_password_secret))
    error_message = "Invalid value: source_database_password_secret must be the name of a secret version."
  }
}

variable "source_database_port" {
  description = "Port of the trading database; 3306, 5432, 1521 or 1433 by its engine when absent"
  type        = number
  default     = null

  validation {
    condition     = var.source_database_port == null ? true : floor(var.source_database_port) == var.source_database_port
    error_message = "Invalid value: source_database_port must be a whole number."
  }

  validation {
    condition     = var.source_database_port == null ? true : var.source_database_port >= 1
    error_message = "Invalid value: source_database_port must be at least 1."
  }

  validation {
    condition     = var.source_database_port == null ? true : var.source_database_port <= 65535
    error_message = "Invalid value: source_database_port must be at most 65535."
  }
}

variable "source_database_username" {
  description = "Account Datastream signs in with"
  type        = string
  default     = "datastream_user"
  nullable    = false

  validation {
    condition     = length(var.source_database_username) >= 1
    error_message = "Invalid value: source_database_username must have at least 1 character."
  }
}

variable "source_schema" {
  description = "Schema that is replicated; MySQL has none"
  type        = string
  default     = null

  validation {
    condition     = var.source_schema == null ? true : length(var.source_schema) >= 1
    error_message = "Invalid value: source_schema must have at least 1 character."
  }
}

variable "source_tables" {
  description = "Tables that are replicated, each with its columns; an empty list is all of them"
  type        = map(list(string))
  default = {
    "market_data"  = []
    "positions"    = []
    "transactions" = []
  }
  nullable = false

  validation {
    condition     = length(var.source_tables) >= 1
    error_message = "Invalid value: source_tables must have at least 1 key."
  }

  validation {
    condition     = alltrue([for item in values(var.source_tables) : length(distinct(item)) == length(item)])
    error_message = "Invalid value: each value of source_tables must not repeat elements."
  }

  validation {
    condition     = alltrue([for item in values(var.source_tables) : alltrue([for inner in item : length(inner) >= 1])])
    error_message = "Invalid value: each element of each value of source_tables must have at least 1 character."
  }
}

variable "stream_desired_state" {
  description = "State of the stream; from NOT_STARTED only to RUNNING, and never back"
  type        = string
  default     = "NOT_STARTED"
  nullable    = false

  validation {
    condition     = contains(["NOT_STARTED", "RUNNING", "PAUSED"], var.stream_desired_state)
    error_message = "Invalid value: stream_desired_state must be one of NOT_STARTED, RUNNING, PAUSED."
  }
}

variable "stream_freshness_alert_seconds" {
  description = "Delay of the stream above which an alert opens"
  type        = number
  default     = 900
  nullable    = false

  validation {
    condition     = floor(var.stream_freshness_alert_seconds) == var.stream_freshness_alert_seconds
    error_message = "Invalid value: stream_freshness_alert_seconds must be a whole number."
  }

  validation {
    condition     = var.stream_freshness_alert_seconds >= 1
    error_message = "Invalid value: stream_freshness_alert_seconds must be at least 1."
  }
}

variable "stream_silence_alert_minutes" {
  description = "Minutes without any change after which an alert opens; at most 23.5 hours"
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = floor(var.stream_silence_alert_minutes) == var.stream_silence_alert_minutes
    error_message = "Invalid value: stream_silence_alert_minutes must be a whole number."
  }

  validation {
    condition     = var.stream_silence_alert_minutes >= 1
    error_message = "Invalid value: stream_silence_alert_minutes must be at least 1."
  }

  validation {
    condition     = var.stream_silence_alert_minutes <= 1410
    error_message = "Invalid value: stream_silence_alert_minutes must be at most 1410."
  }
}

variable "subnet_cidr" {
  description = "Range of the subnet the API runs in"
  type        = string
  default     = "10.20.0.0/24"
  nullable    = false

  validation {
    condition     = can(regex("/(8|9|1[0-9]|2[0-6])$", var.subnet_cidr))
    error_message = "Invalid value: subnet_cidr must match /(8|9|1[0-9]|2[0-6])$."
  }

  validation {
    condition     = can(cidrhost(var.subnet_cidr, 0))
    error_message = "Invalid value: subnet_cidr must be a CIDR range such as 10.0.0.0/16."
  }
}

variable "tpu_accelerator_type" {
  description = "Size of a TPU VM; v6e and v5litepod count chips, v5p counts cores"
  type        = string
  default     = null

  validation {
    condition     = var.tpu_accelerator_type == null ? true : can(regex("^(v5litepod|v5p|v6e)-[1-9][0-9]*$", var.tpu_accelerator_type))
    error_message = "Invalid value: tpu_accelerator_type must match ^(v5litepod|v5p|v6e)-[1-9][0-9]*$."
  }
}

variable "tpu_runtime_version" {
  description = "Software of a TPU VM"
  type        = string
  default     = null

  validation {
    condition     = var.tpu_runtime_version == null ? true : can(regex("^v2-alpha-tpuv(5|5-lite|6e)(-[a-z0-9-]+)?$", var.tpu_runtime_version))
    error_message = "Invalid value: tpu_runtime_version must match ^v2-alpha-tpuv(5|5-lite|6e)(-[a-z0-9-]+)?$."
  }
}

variable "trading_closes" {
  description = "When it may rest"
  type        = string
  default     = "20:00"
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.trading_closes))
    error_message = "Invalid value: trading_closes must match ^([01][0-9]|2[0-3]):[0-5][0-9]$."
  }
}

variable "trading_dataset_id" {
  description = "Dataset of positions and risk metrics"
  type        = string
  default     = "trading_analytics"
  nullable    = false

  validation {
    condition     = length(var.trading_dataset_id) <= 100
    error_message = "Invalid value: trading_dataset_id must have at most 100 characters."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9_]+$", var.trading_dataset_id))
    error_message = "Invalid value: trading_dataset_id must be a dataset name of letters, digits and underscores."
  }
}

variable "trading_days" {
  description = "Days of trading"
  type        = string
  default     = "1-5"
  nullable    = false

  validation {
    condition     = can(regex("^[0-7](-[0-7])?(,[0-7](-[0-7])?)*$", var.trading_days))
    error_message = "Invalid value: trading_days must match ^[0-7](-[0-7])?(,[0-7](-[0-7])?)*$."
  }
}

variable "trading_opens" {
  description = "When the platform is made ready"
  type        = string
  default     = "07:00"
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.trading_opens))
    error_message = "Invalid value: trading_opens must match ^([01][0-9]|2[0-3]):[0-5][0-9]$."
  }
}

variable "trading_time_zone" {
  description = "Time zone of the two"
  type        = string
  default     = "America/New_York"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Z][A-Za-z_]+/[A-Za-z_/+-]+$", var.trading_time_zone))
    error_message = "Invalid value: trading_time_zone must match ^[A-Z][A-Za-z_]+/[A-Za-z_/+-]+$."
  }
}

variable "zone" {
  description = "Zone of the accelerators, the only zonal resource there can be"
  type        = string
  default     = null

  validation {
    condition     = var.zone == null ? true : can(regex("^[a-z]+(-[a-z]+)+[0-9]+-[a-z0-9]+$", var.zone))
    error_message = "Invalid value: zone must be a zone such as us-central1-a."
  }
}
