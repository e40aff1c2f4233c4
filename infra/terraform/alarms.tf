# For people. What each means and what to do about it is in docs/operations.md, under the same names.
locals {
  load_balancer_dimensions = {
    LoadBalancer = aws_lb.this.arn_suffix
    TargetGroup  = aws_lb_target_group.service.arn_suffix
  }

  alarms = merge(
    {
      for key, dimensions in local.lag_dimensions : "behind-${key}" => {
        description = "The oldest unread record of ${local.streams[key]} is older than ${var.alarm_lag_seconds} s, or nobody reads it at all."
        namespace   = "AWS/Kinesis", metric = local.lag_metric, dimensions = dimensions, statistic = "Maximum"
        threshold   = var.alarm_lag_seconds * 1000, minutes = 5
        # Kinesis only knows how old what was read is: when nothing is read, there is nothing to say.
        missing = "breaching"
      }
    },
    {
      for key, name in local.streams : "stream-full-${key}" => {
        description = "${name} takes no more: Amazon Connect, EventBridge or CloudWatch Logs are being told to come again."
        namespace   = "AWS/Kinesis", metric = "WriteProvisionedThroughputExceeded", dimensions = { StreamName = name }
        statistic   = "Sum", threshold = 1, minutes = 5
      }
    },
    {
      no-healthy-task = {
        description = "No task is ready."
        namespace   = "AWS/ApplicationELB", metric = "HealthyHostCount", dimensions = local.load_balancer_dimensions
        statistic   = "Maximum", threshold = 1, comparison = "LessThanThreshold", minutes = 3, missing = "breaching"
      }
      server-errors = {
        description = "Requests are answered with 5xx."
        namespace   = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", dimensions = local.load_balancer_dimensions
        statistic   = "Sum", threshold = 10, minutes = 5
      }
      load-balancer-errors = {
        description = "The load balancer itself answers 5xx: no task took the request."
        namespace   = "AWS/ApplicationELB", metric = "HTTPCode_ELB_5XX_Count"
        dimensions  = { LoadBalancer = aws_lb.this.arn_suffix }, statistic = "Sum", threshold = 10, minutes = 5
      }
      dead-letters = {
        # Counted where they are written: each lot of them ends with a PutItem, and nothing else puts there.
        description = "Records that could not be read are being put aside."
        namespace   = "AWS/DynamoDB", metric = "SuccessfulRequestLatency"
        dimensions  = { TableName = local.table_names.ContactDeadLetter, Operation = "PutItem" }
        statistic   = "SampleCount", threshold = 1, minutes = 5
      }
      flows-limited = {
        description = "Flows are answered as if nobody was known: their look-ups have found nothing too often."
        namespace   = aws_cloudwatch_log_metric_filter.flows_limited.metric_transformation[0].namespace
        metric      = aws_cloudwatch_log_metric_filter.flows_limited.metric_transformation[0].name, dimensions = {}
        statistic   = "Sum", threshold = 1, minutes = 5
      }
      contact-events-undelivered = {
        description = "Contact events were given up on and lie in the queue of the undelivered."
        namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible"
        dimensions  = { QueueName = aws_sqs_queue.undelivered_contact_events.name }
        statistic   = "Maximum", threshold = 1, minutes = 1
      }
      contact-events-failed = {
        description = "EventBridge cannot deliver contact events to the stream."
        namespace   = "AWS/Events", metric = "FailedInvocations"
        dimensions  = { RuleName = aws_cloudwatch_event_rule.contact_events.name }, statistic = "Sum", threshold = 1, minutes = 5
      }
    },
    {
      for filter in aws_cloudwatch_log_subscription_filter.flow_logs : "flow-logs-undelivered" => {
        description = "CloudWatch Logs cannot deliver flow logs to the stream."
        namespace   = "AWS/Logs", metric = "DeliveryErrors", statistic = "Sum", threshold = 1, minutes = 5
        dimensions  = { LogGroupName = filter.log_group_name, DestinationType = "Kinesis", FilterName = filter.name }
      }
    },
    {
      for filter in aws_cloudwatch_log_subscription_filter.flow_logs : "flow-logs-throttled" => {
        description = "The stream makes CloudWatch Logs wait. After 24 hours it gives up."
        namespace   = "AWS/Logs", metric = "DeliveryThrottling", statistic = "Sum", threshold = 1, minutes = 15
        dimensions  = { LogGroupName = filter.log_group_name, DestinationType = "Kinesis", FilterName = filter.name }
      }
    },
    {
      for filter in aws_cloudwatch_log_metric_filter.flow_logs_refused : "flow-logs-refused" => {
        description = "The service may not read the log group of the flows, or there is none: no flow logs come."
        namespace   = filter.metric_transformation[0].namespace, metric = filter.metric_transformation[0].name, dimensions = {}
        statistic   = "Sum", threshold = 1, minutes = 5
      }
    },
    {
      for filter in aws_cloudwatch_log_metric_filter.captures_failing : "captures-failing" => {
        description = "Audio waits for the bucket of recordings, or a capture broke and is tried again."
        namespace   = filter.metric_transformation[0].namespace, metric = filter.metric_transformation[0].name, dimensions = {}
        statistic   = "Sum", threshold = 1, minutes = 5
      }
    },
    {
      for filter in aws_cloudwatch_log_metric_filter.archive_behind : "archive-behind" => {
        description = "Contacts wait for the archive for longer than half of the grace: at its end DynamoDB deletes them."
        namespace   = filter.metric_transformation[0].namespace, metric = filter.metric_transformation[0].name, dimensions = {}
        statistic   = "Sum", threshold = 1, minutes = 5
      }
    },
    {
      for firehose in aws_kinesis_firehose_delivery_stream.contact_records : "firehose-late" => {
        description = "Contact records have been waiting in Firehose for 15 minutes: the service does not take them."
        namespace   = "AWS/Firehose", metric = "DeliveryToHttpEndpoint.DataFreshness"
        dimensions  = { DeliveryStreamName = firehose.name }, statistic = "Maximum", threshold = 900, minutes = 5
      }
    },
    {
      for firehose in aws_kinesis_firehose_delivery_stream.contact_records : "firehose-undelivered" => {
        description = "Firehose has given up on contact records and put them into the bucket: back-fill them."
        namespace   = "AWS/Firehose", metric = "BackupToS3.Records"
        dimensions  = { DeliveryStreamName = firehose.name }, statistic = "Sum", threshold = 1, minutes = 5
      }
    },
  )
}

resource "aws_cloudwatch_log_metric_filter" "flows_limited" {
  name           = "${var.name}-flows-limited"
  log_group_name = aws_cloudwatch_log_group.service.name
  pattern        = "\"Look-ups by flows are limited\""

  metric_transformation {
    namespace = "ContactStatus/${var.name}"
    name      = "FlowsLimited"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = try(each.value.comparison, "GreaterThanOrEqualToThreshold")
  threshold           = each.value.threshold
  period              = 60
  evaluation_periods  = each.value.minutes
  datapoints_to_alarm = contains(["Sum", "SampleCount"], each.value.statistic) ? 1 : each.value.minutes
  treat_missing_data  = try(each.value.missing, "notBreaching")
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}

# A table and its indexes are throttled apart from each other, and counted so.
resource "aws_cloudwatch_metric_alarm" "throttled" {
  for_each = local.tables

  alarm_name          = "${var.name}-throttled-${each.key}"
  alarm_description   = "DynamoDB makes the service wait at ${local.table_names[each.key]}."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 10
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  metric_query {
    id          = "throttled"
    expression  = "SUM(METRICS())"
    label       = "Throttled reads and writes"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = {
      for pair in setproduct(["Read", "Write"], concat([null], sort(keys(each.value.indexes)))) :
      lower("${pair[0]}${pair[1] == null ? "" : index(sort(keys(each.value.indexes)), pair[1])}") => pair
    }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/DynamoDB"
        metric_name = "${metric_query.value[0]}ThrottleEvents"
        stat        = "Sum"
        period      = 60
        dimensions = merge(
          { TableName = local.table_names[each.key] },
          metric_query.value[1] == null ? {} : { GlobalSecondaryIndexName = metric_query.value[1] },
        )
      }
    }
  }
}
