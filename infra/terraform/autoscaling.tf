# More tasks when reading falls behind or they are busy, fewer when for a quarter of an hour neither was near. Lag decides
# about both directions, so that a slow store, which leaves the processors idle, does not scale in what is behind.
resource "aws_appautoscaling_target" "service" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.this.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.tasks.min
  max_capacity       = var.tasks.max
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "${var.name}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.service.service_namespace
  resource_id        = aws_appautoscaling_target.service.resource_id
  scalable_dimension = aws_appautoscaling_target.service.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = var.scaling.cpu_percent
    scale_out_cooldown = 60
    disable_scale_in   = true

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "behind" {
  name               = "${var.name}-behind"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.service.service_namespace
  resource_id        = aws_appautoscaling_target.service.resource_id
  scalable_dimension = aws_appautoscaling_target.service.scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    metric_aggregation_type = "Maximum"
    # Shards have to find their new readers first.
    cooldown = 120

    step_adjustment {
      metric_interval_lower_bound = 0
      metric_interval_upper_bound = var.scaling.lag_seconds * 4000
      scaling_adjustment          = 1
    }

    step_adjustment {
      metric_interval_lower_bound = var.scaling.lag_seconds * 4000
      scaling_adjustment          = 2
    }
  }
}

resource "aws_appautoscaling_policy" "calm" {
  name               = "${var.name}-calm"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.service.service_namespace
  resource_id        = aws_appautoscaling_target.service.resource_id
  scalable_dimension = aws_appautoscaling_target.service.scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type = "ChangeInCapacity"
    cooldown        = 900

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = -1
    }
  }
}

locals {
  # How far behind reading is, in milliseconds. Both come from Kinesis and not from the service, so they are there when it
  # is not. Polling knows the age of what it read; a fan-out consumer is told by each of its subscriptions.
  lag_metric     = var.retrieval == "polling" ? "GetRecords.IteratorAgeMilliseconds" : "SubscribeToShardEvent.MillisBehindLatest"
  lag_dimensions = { for key, name in local.streams : key => merge({ StreamName = name }, var.retrieval == "polling" ? {} : { ConsumerName = var.name }) }
  lag_ids        = { for key in keys(local.streams) : replace(key, "-", "_") => key }
}

resource "aws_cloudwatch_metric_alarm" "behind" {
  alarm_name          = "${var.name}-scaling-behind"
  alarm_description   = "Starts a task. Not for people: there is an alarm of its own for those."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.scaling.lag_seconds * 1000
  evaluation_periods  = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.behind.arn]

  metric_query {
    id          = "lag"
    expression  = "MAX([${join(", ", keys(local.lag_ids))}])"
    label       = "Oldest unread record"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.lag_ids

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Kinesis"
        metric_name = local.lag_metric
        dimensions  = local.lag_dimensions[metric_query.value]
        stat        = "Maximum"
        period      = 60
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "calm" {
  alarm_name          = "${var.name}-scaling-calm"
  alarm_description   = "Ends a task. Not for people."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 15
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.calm.arn]

  metric_query {
    id          = "calm"
    expression  = "IF(MAX([${join(", ", keys(local.lag_ids))}]) < ${var.scaling.lag_seconds * 250} AND cpu < ${var.scaling.cpu_percent / 2}, 1, 0)"
    label       = "Neither behind nor busy"
    return_data = true
  }

  metric_query {
    id = "cpu"

    metric {
      namespace   = "AWS/ECS"
      metric_name = "CPUUtilization"
      dimensions  = { ClusterName = aws_ecs_cluster.this.name, ServiceName = aws_ecs_service.this.name }
      stat        = "Average"
      period      = 60
    }
  }

  dynamic "metric_query" {
    for_each = local.lag_ids

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Kinesis"
        metric_name = local.lag_metric
        dimensions  = local.lag_dimensions[metric_query.value]
        stat        = "Maximum"
        period      = 60
      }
    }
  }
}
