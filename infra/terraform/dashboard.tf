locals {
  # Title, statistic, and the metrics as CloudWatch writes them, two graphs a row.
  graphs = [
    {
      title   = "Oldest unread record (ms)", stat = "Maximum"
      metrics = [for key, dimensions in local.lag_dimensions : concat(["AWS/Kinesis", local.lag_metric], flatten([for name, value in dimensions : [name, value]]))]
    },
    {
      title   = "Records written to the streams", stat = "Sum"
      metrics = [for name in values(local.streams) : ["AWS/Kinesis", "IncomingRecords", "StreamName", name]]
    },
    {
      title   = "Tasks that are ready", stat = "Maximum"
      metrics = [concat(["AWS/ApplicationELB", "HealthyHostCount"], flatten([for name, value in local.load_balancer_dimensions : [name, value]]))]
    },
    {
      title = "Processor and memory (%)", stat = "Average"
      metrics = [
        for metric in ["CPUUtilization", "MemoryUtilization"] :
        ["AWS/ECS", metric, "ClusterName", aws_ecs_cluster.this.name, "ServiceName", aws_ecs_service.this.name]
      ]
    },
    {
      title   = "Write units", stat = "Sum"
      metrics = [for name in values(local.table_names) : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", name]]
    },
    {
      title   = "Dead letters (puts)", stat = "SampleCount"
      metrics = [["AWS/DynamoDB", "SuccessfulRequestLatency", "TableName", local.table_names.ContactDeadLetter, "Operation", "PutItem"]]
    },
    {
      title = "Answers", stat = "Sum"
      metrics = [
        for metric in ["RequestCount", "HTTPCode_Target_4XX_Count", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"] :
        ["AWS/ApplicationELB", metric, "LoadBalancer", aws_lb.this.arn_suffix]
      ]
    },
    {
      title   = "Time to answer (s, 99 %)", stat = "p99"
      metrics = [["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", aws_lb.this.arn_suffix]]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = concat(
      [
        for position, graph in local.graphs : {
          type   = "metric"
          x      = 12 * (position % 2)
          y      = 6 * floor(position / 2)
          width  = 12
          height = 6
          properties = {
            title   = graph.title
            region  = var.region
            stat    = graph.stat
            period  = 60
            metrics = graph.metrics
          }
        }
      ],
      [{
        type   = "alarm"
        x      = 0
        y      = 24
        width  = 24
        height = 4
        properties = {
          title = "Alarms"
          alarms = concat(
            [for alarm in aws_cloudwatch_metric_alarm.this : alarm.arn],
            [for alarm in aws_cloudwatch_metric_alarm.throttled : alarm.arn],
            aws_cloudwatch_metric_alarm.captures_behind[*].arn,
          )
        }
      }],
    )
  })
}
