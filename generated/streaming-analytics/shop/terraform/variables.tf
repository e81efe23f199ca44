variable "analysts" {
  description = "Who may read what landed"
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
  description = "Whether destroying is refused for the data, the keys and the keys"
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

variable "name_prefix" {
  description = "First part of every name"
  type        = string
  default     = "stream"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$", var.name_prefix))
    error_message = "Invalid value: name_prefix must match ^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$."
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
  description = "Name or address of the source database, as the network sees it"
  type        = string
  nullable    = false

  validation {
    condition     = length(var.source_database_host) >= 1
    error_message = "Invalid value: source_database_host must have at least 1 character."
  }
}

variable "source_database_name" {
  description = "Database that is replicated; for Oracle the service that leads to it"
  type        = string
  default     = "shop"
  nullable    = false

  validation {
    condition     = length(var.source_database_name) >= 1
    error_message = "Invalid value: source_database_name must have at least 1 character."
  }
}

variable "source_database_password_secret" {
  description = "Secret Manager version that holds the account's password; made outside of Terraform, before the deployment"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^projects/[^/]+/secrets/", var.source_database_password_secret))
    error_message = "Invalid value: source_database_password_secret must match ^projects/[^/]+/secrets/."
  }

  validation {
    condition     = can(regex("^projects/[^/]+/(locations/[^/]+/)?secrets/[^/]+/versions/[^/]+$", var.source_database_password_secret))
    error_message = "Invalid value: source_database_password_secret must be the name of a secret version."
  }
}

variable "source_database_port" {
  description = "Port of the source database; 3306, 5432, 1521 or 1433 by its engine when absent"
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
    "orders" = []
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

variable "trading_dataset_id" {
  description = "First part of the name of the dataset that Datastream writes to"
  type        = string
  default     = "streaming"
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
