# Orders wait in a queue, a function books them in a database. What a first draft gets wrong.

provider "aws" {
  region = "eu-west-1"
}

variable "environment" {
  default = "prod"
}

variable "db_password" {
  default = "orders-Passw0rd"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "data" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = "eu-west-1${["a", "b"][count.index]}"
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_db_subnet_group" "db" {
  subnet_ids = aws_subnet.data[*].id
}

resource "aws_db_instance" "db" {
  engine                 = "postgres"
  instance_class         = "db.t4g.medium"
  allocated_storage      = 20
  username               = "orders"
  password               = var.db_password
  publicly_accessible    = true
  db_subnet_group_name   = aws_db_subnet_group.db.name
  vpc_security_group_ids = [aws_security_group.db.id]
  skip_final_snapshot    = true
}

resource "aws_s3_bucket" "invoices" {
  bucket = "orders-invoices"

  versioning {
    enabled = true
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id

  rule {
    id     = "archive"
    status = "Enabled"
    transition {
      days          = 90
      storage_class = "GLACIER"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name            = "orders"
  retention_hours = 96
}

resource "aws_iam_role" "book" {
  name = "orders-book"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "book" {
  role = aws_iam_role.book.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_lambda_function" "book" {
  function_name = "orders-book"
  role          = aws_iam_role.book.arn
  filename      = "book.zip"
  handler       = "book.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      DATABASE    = aws_db_instance.db.address
      DB_PASSWORD = var.db_password
    }
  }
}
