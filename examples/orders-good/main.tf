# What `../orders-bad` becomes in a review.

data "aws_caller_identity" "current" {}

locals {
  name = "orders-${var.environment}"
}

# The database

resource "aws_kms_key" "data" {
  description         = "Encrypts orders and invoices"
  enable_key_rotation = true
}

resource "aws_kms_alias" "data" {
  name          = "alias/${local.name}"
  target_key_id = aws_kms_key.data.id
}

resource "aws_db_subnet_group" "db" {
  name       = local.name
  subnet_ids = aws_subnet.data[*].id
}

resource "aws_db_parameter_group" "db" {
  name_prefix = "${local.name}-"
  family      = "postgres17"

  dynamic "parameter" {
    for_each = {
      "rds.force_ssl"            = 1
      log_connections            = 1
      log_disconnections         = 1
      log_min_duration_statement = 1000
    }
    content {
      name  = parameter.key
      value = parameter.value
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "db" {
  identifier                      = local.name
  engine                          = "postgres"
  engine_version                  = "17"
  instance_class                  = "db.t4g.medium"
  allocated_storage               = 20
  max_allocated_storage           = 100
  storage_type                    = "gp3"
  storage_encrypted               = true
  kms_key_id                      = aws_kms_key.data.arn
  username                        = "booker"
  db_name                         = "orders"
  manage_master_user_password     = true
  db_subnet_group_name            = aws_db_subnet_group.db.name
  parameter_group_name            = aws_db_parameter_group.db.name
  vpc_security_group_ids          = [aws_security_group.db.id]
  multi_az                        = true
  backup_retention_period         = 14
  backup_window                   = "02:00-03:00"
  maintenance_window              = "Sun:03:30-Sun:04:30"
  copy_tags_to_snapshot           = true
  deletion_protection             = true
  final_snapshot_identifier       = "${local.name}-last"
  performance_insights_enabled    = true
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring.arn
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  depends_on                      = [aws_cloudwatch_log_group.db] # else RDS makes groups that keep logs for ever
}

resource "aws_cloudwatch_log_group" "db" {
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/${local.name}/${each.key}"
  retention_in_days = 30
}

resource "aws_iam_role" "monitoring" {
  name_prefix        = "${local.name}-monitoring-"
  assume_role_policy = data.aws_iam_policy_document.trust["monitoring.rds"].json
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["monitoring.rds", "lambda"])

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }
  }
}

# Invoices

resource "aws_s3_bucket" "invoices" {
  bucket = "${local.name}-invoices-${data.aws_caller_identity.current.account_id}"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "invoices" {
  bucket                  = aws_s3_bucket.invoices.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id

  rule {
    id     = "archive"
    status = "Enabled"
    filter {}
    transition {
      days          = 90
      storage_class = "GLACIER"
    }
    noncurrent_version_expiration {
      noncurrent_days = 90
    }
  }
}

resource "aws_s3_bucket_policy" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  policy = data.aws_iam_policy_document.invoices.json
}

data "aws_iam_policy_document" "invoices" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.invoices.arn, "${aws_s3_bucket.invoices.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
  statement {
    sid       = "FlowLogs"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.invoices.arn}/flow-logs/*"]
    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }
  }
}

# Orders

resource "aws_sqs_queue" "orders" {
  name                       = local.name
  message_retention_seconds  = 345600
  visibility_timeout_seconds = 180
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.refused.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "refused" {
  name                      = "${local.name}-refused"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.book.arn
}

data "archive_file" "book" {
  type        = "zip"
  source_file = "${path.module}/book.py"
  output_path = "${path.module}/build/book.zip"
}

resource "aws_lambda_function" "book" {
  function_name                  = "${local.name}-book"
  description                    = "Books orders"
  role                           = aws_iam_role.book.arn
  filename                       = data.archive_file.book.output_path
  source_code_hash               = data.archive_file.book.output_base64sha256
  handler                        = "book.handler"
  layers                         = [var.database_driver]
  runtime                        = "python3.13"
  memory_size                    = 256
  timeout                        = 30
  reserved_concurrent_executions = 10

  environment {
    variables = {
      DATABASE   = aws_db_instance.db.address
      SECRET_ARN = aws_db_instance.db.master_user_secret[0].secret_arn
    }
  }

  tracing_config {
    mode = "Active"
  }

  vpc_config {
    subnet_ids         = aws_subnet.data[*].id
    security_group_ids = [aws_security_group.function.id]
  }

  depends_on = [aws_cloudwatch_log_group.book, aws_iam_role_policy_attachment.book]
}

resource "aws_cloudwatch_log_group" "book" {
  name              = "/aws/lambda/${local.name}-book"
  retention_in_days = 30
}

resource "aws_iam_role" "book" {
  name_prefix        = "${local.name}-book-"
  assume_role_policy = data.aws_iam_policy_document.trust["lambda"].json
}

resource "aws_iam_role_policy_attachment" "book" {
  for_each = toset(["service-role/AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess"])

  role       = aws_iam_role.book.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_iam_role_policy" "book" {
  name   = "orders"
  role   = aws_iam_role.book.id
  policy = data.aws_iam_policy_document.book.json
}

data "aws_iam_policy_document" "book" {
  statement {
    sid       = "Orders"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.orders.arn]
  }
  statement {
    sid       = "Database"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_db_instance.db.master_user_secret[0].secret_arn]
  }
}
