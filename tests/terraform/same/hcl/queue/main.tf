variable "name" {
  type = string
}

resource "aws_sqs_queue" "this" {
  name                      = var.name
  message_retention_seconds = 3600
}

output "url" {
  value = aws_sqs_queue.this.url
}
