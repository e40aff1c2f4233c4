output "url" {
  description = "Where the load balancer is. Its certificate is for another name: point that one here."
  value       = "https://${aws_lb.this.dns_name}"
}

output "streams" {
  description = "The streams, by what comes over them."
  value       = { for key, stream in aws_kinesis_stream.this : key => stream.arn }
}

output "tables" {
  value = { for key, table in aws_dynamodb_table.this : key => table.arn }
}

output "lease_table" {
  description = "KCL makes this table. `terraform destroy` leaves it behind."
  value       = var.name
}

output "key" {
  value = aws_kms_key.this.arn
}

output "service_security_group" {
  description = "The security group of the tasks. A Redis, and whatever else they have to reach, has to let it in."
  value       = aws_security_group.service.id
}

output "task_role" {
  value = aws_iam_role.task.arn
}

output "dashboard" {
  value = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
}

output "undelivered_contact_events" {
  description = "The queue of contact events that EventBridge gave up on."
  value       = aws_sqs_queue.undelivered_contact_events.url
}

output "undelivered_contact_records" {
  description = "The bucket of contact records that Firehose gave up on, if it delivers them."
  value       = one(aws_s3_bucket.undelivered[*].bucket)
}

output "flow_function" {
  description = "The function that flows call, if there is one. Amazon Connect offers it in the flows of the instance."
  value       = one([for stack in aws_cloudformation_stack.flow_function : lookup(stack.outputs, "FunctionArn", null)])
}

output "captured_audio" {
  description = "The bucket of captured audio, if there is any."
  value       = one(aws_s3_bucket.captured[*].bucket)
}

output "archive" {
  description = "The bucket of the archive, if there is any."
  value       = one(aws_s3_bucket.archive[*].bucket)
}

output "agent_whisper" {
  description = "The whisper flow that starts streaming, if there is one, to be set by \"Set whisper flow\" in your flows."
  value       = one(aws_connect_contact_flow.agent_whisper[*].arn)
}
