variable "region" {
  description = "Where everything runs"
  type        = string
  default     = "eu-west-1"
}

variable "environment" {
  description = "Which deployment this is; part of every name"
  type        = string
  default     = "prod"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,15}$", var.environment))
    error_message = "environment has to be short and in lower case."
  }
}

variable "database_driver" {
  description = "The layer that has the driver for PostgreSQL, pg8000"
  type        = string

  validation {
    condition     = can(regex("^arn:aws:lambda:.+:layer:.+:[0-9]+$", var.database_driver))
    error_message = "database_driver has to be the ARN of a layer with its version."
  }
}

variable "alert_email" {
  description = "Where alarms are mailed to"
  type        = string

  validation {
    condition     = strcontains(var.alert_email, "@")
    error_message = "alert_email has to be an address."
  }
}
