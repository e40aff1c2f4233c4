locals {
  has_flow_logs        = var.flow_log_group != null || var.connect_instance_id != null
  subscribes_flow_logs = var.flow_log_subscription && local.has_flow_logs
  polls_flow_logs      = !var.flow_log_subscription && local.has_flow_logs
}

# Without a subscription the service asks for the flow logs itself, and nobody but its log knows when it may not. It says so
# at every try. What passes by itself (throttles, CloudWatch Logs being away) is left out.
resource "aws_cloudwatch_log_metric_filter" "flow_logs_refused" {
  count = local.polls_flow_logs ? 1 : 0

  name           = "${var.name}-flow-logs-refused"
  log_group_name = aws_cloudwatch_log_group.service.name
  pattern        = "\"polling of\" \"waits:\" -throttles -answered"

  metric_transformation {
    namespace = "ContactStatus/${var.name}"
    name      = "FlowLogsRefused"
    value     = "1"
  }
}

# Flow logs: of the flows in which "Set logging behavior" is on.
resource "aws_cloudwatch_log_subscription_filter" "flow_logs" {
  count = local.subscribes_flow_logs ? 1 : 0

  name            = "${var.name}-flow-logs"
  log_group_name  = local.flow_log_group
  filter_pattern  = ""
  destination_arn = aws_kinesis_stream.this["flow-logs"].arn
  role_arn        = aws_iam_role.flow_logs[0].arn

  # By log stream, all that happens in an hour could go to one shard.
  distribution = "Random"

  depends_on = [aws_iam_role_policy.flow_logs]
}

resource "aws_iam_role" "flow_logs" {
  count = local.subscribes_flow_logs ? 1 : 0

  name = "${var.name}-flow-logs"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { ArnLike = { "aws:SourceArn" = "${local.arn_of.logs}:*" } }
    }]
  })
}

resource "aws_iam_role_policy" "flow_logs" {
  count = local.subscribes_flow_logs ? 1 : 0

  name = "to-stream"
  role = aws_iam_role.flow_logs[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = local.stream_arns.flow-logs
      },
      {
        Effect    = "Allow"
        Action    = "kms:GenerateDataKey"
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = { "kms:EncryptionContext:aws:kinesis:arn" = local.stream_arns.flow-logs } }
      },
    ]
  })
}
