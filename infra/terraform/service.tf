locals {
  service_log_group = "/${var.name}/service"

  environment = merge(
    {
      AWS_REGION                 = var.region
      SERVER_PORT                = tostring(local.port)
      CONTACT_STATUS_HEALTH_PORT = tostring(local.health_port)
      # Longer than the load balancer keeps an idle connection: what a task closes first may be a request on its way (502).
      SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT   = "${local.idle_seconds + 20}s"
      CONTACT_STATUS_TABLES_PREFIX       = var.table_prefix
      CONTACT_STATUS_KINESIS_ENABLED     = "true"
      CONTACT_STATUS_KINESIS_APPLICATION = var.name
      CONTACT_STATUS_KINESIS_STREAMS     = join(",", values(local.streams))
      CONTACT_STATUS_KINESIS_RETRIEVAL   = var.retrieval
      CONTACT_STATUS_ANNOUNCE_ENABLED    = tostring(var.announce.enabled)
      CONTACT_STATUS_ANNOUNCE_SOURCE     = var.announce.source
      CONTACT_STATUS_ANNOUNCE_BUS        = var.announce.bus
    },
    # Catching up with what a subscription has missed; or reading without one.
    merge([
      for group in local.flow_log_group[*] : {
        CONTACT_STATUS_LOGS_ENABLED         = "true"
        CONTACT_STATUS_LOGS_GROUPS          = group
        CONTACT_STATUS_LOGS_POLLING_ENABLED = tostring(!var.flow_log_subscription)
      }
    ]...),
    merge([
      for index, one in var.recordings : {
        "CONTACT_STATUS_MEDIA_RECORDINGS_BUCKETS_${index}_NAME"   = one.bucket
        "CONTACT_STATUS_MEDIA_RECORDINGS_BUCKETS_${index}_PREFIX" = one.prefix
        "CONTACT_STATUS_MEDIA_RECORDINGS_BUCKETS_${index}_REGION" = coalesce(one.region, var.region)
      }
    ]...),
    local.capture_environment,
    local.archive_environment,
    local.instance_environment,
    local.analysis_environment,
    var.announce.conversations ? { CONTACT_STATUS_CONVERSATIONS_ENABLED = "true" } : {},
    length(local.backfill_buckets) == 0 ? {} : { CONTACT_STATUS_BACKFILL_ENABLED = "true" },
    merge([
      for redis in var.live_redis[*] : merge(
        {
          CONTACT_STATUS_LIVE_BUS       = "redis"
          CONTACT_STATUS_LIVE_CHANNEL   = redis.channel
          SPRING_DATA_REDIS_HOST        = redis.host
          SPRING_DATA_REDIS_PORT        = tostring(redis.port)
          SPRING_DATA_REDIS_SSL_ENABLED = tostring(redis.tls)
        },
        redis.username == null ? {} : { SPRING_DATA_REDIS_USERNAME = redis.username },
      )
    ]...),
    var.environment,
  )

  secrets = merge(
    var.secrets,
    { for arn in local.firehose_secrets : "CONTACT_STATUS_FIREHOSE_ACCESS_KEY" => "${arn}:api_key::" },
    { for arn in local.redis_secrets : "SPRING_DATA_REDIS_PASSWORD" => arn },
  )

  container = {
    name      = "service"
    image     = var.image
    essential = true
    user      = var.container_user

    readonlyRootFilesystem = true
    # The image declares /tmp as a volume, so that it is writable for its user.
    mountPoints = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]

    portMappings = [for port in [local.port, local.health_port] : { containerPort = port, hostPort = port, protocol = "tcp" }]
    environment  = [for key in sort(keys(local.environment)) : { name = key, value = local.environment[key] }]
    secrets      = [for key in sort(keys(local.secrets)) : { name = key, valueFrom = local.secrets[key] }]

    stopTimeout = var.stop_timeout

    linuxParameters = { capabilities = { drop = ["ALL"] } }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = local.service_log_group
        awslogs-region        = var.region
        awslogs-stream-prefix = "service"
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "service" {
  name              = local.service_log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this.arn
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "service" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions    = jsonencode([local.container])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.architecture
  }

  volume {
    name = "tmp"
  }
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.service.arn
  launch_type     = "FARGATE"
  desired_count   = var.tasks.min

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 300
  propagate_tags                     = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets         = var.service_subnet_ids
    security_groups = [aws_security_group.service.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.service.arn
    container_name   = local.container.name
    container_port   = local.port
  }

  lifecycle {
    # Autoscaling's from now on.
    ignore_changes = [desired_count]
  }

  depends_on = [
    aws_cloudwatch_log_group.service, aws_dynamodb_table.this, aws_iam_role_policy.execution, aws_iam_role_policy.task,
    aws_kinesis_stream.this, aws_lb_listener.https,
  ]
}
