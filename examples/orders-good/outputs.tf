output "queue_url" {
  description = "Where orders are sent to"
  value       = aws_sqs_queue.orders.url
}

output "database_address" {
  description = "Where applications connect to"
  value       = aws_db_instance.db.address
}

output "invoices_bucket" {
  description = "Where invoices are"
  value       = aws_s3_bucket.invoices.bucket
}

output "function_arn" {
  description = "The function that books orders"
  value       = aws_lambda_function.book.arn
}

output "vpc_id" {
  description = "The network"
  value       = aws_vpc.main.id
}

output "alarms_topic_arn" {
  description = "Where alarms go"
  value       = aws_sns_topic.alarms.arn
}

output "key_arn" {
  description = "What encrypts the data"
  value       = aws_kms_key.data.arn
}
