# What the service itself may do. Nothing here is a wildcard but what AWS gives no names to, and says so.
resource "aws_iam_role" "task" {
  name               = "${var.name}-task"
  assume_role_policy = local.assumed_by_tasks
}

resource "aws_iam_role_policy" "task" {
  name   = "service"
  role   = aws_iam_role.task.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.task_statements })
}

# What ECS does before the service runs: pull the image, read the secrets, open the log.
resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  assume_role_policy = local.assumed_by_tasks
}

resource "aws_iam_role_policy" "execution" {
  name   = "start"
  role   = aws_iam_role.execution.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.execution_statements })
}

locals {
  assumed_by_tasks = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:ecs:${var.region}:${local.account}:*" }
      }
    }]
  })

  lease_table_arn  = "${local.arn_of.dynamodb}:table/${var.name}"
  backfill_buckets = concat(var.backfill_buckets, local.by_firehose ? [local.undelivered_bucket] : [])
  backfill_arns    = [for bucket in local.backfill_buckets : "arn:${local.partition}:s3:::${bucket}"]
  backfill_keys    = concat(var.backfill_key_arns, local.by_firehose ? [aws_kms_key.this.arn] : [])
  recording_arns = [
    for one in var.recordings : "arn:${local.partition}:s3:::${one.bucket}/${one.prefix == "" ? "" : "${trimsuffix(one.prefix, "/")}/"}*"
  ]
  recording_keys   = distinct([for one in var.recordings : { arn = one.key_arn, region = coalesce(one.region, var.region) } if one.key_arn != null])
  announce_bus_arn = "${local.arn_of.events}:event-bus/${var.announce.bus}"
  firehose_secrets = local.by_firehose ? [var.firehose_secret_arn] : []
  redis_secrets    = [for redis in var.live_redis[*] : redis.password_secret_arn if redis.password_secret_arn != null]
  ssm_secrets      = [for arn in values(var.secrets) : arn if strcontains(arn, ":ssm:")]

  # Secrets Manager's ARN may be followed by :key:stage:version, which is no part of the resource.
  manager_secrets = distinct(concat(local.firehose_secrets, [
    for arn in concat(values(var.secrets), local.redis_secrets) : join(":", slice(split(":", arn), 0, 7)) if strcontains(arn, ":secretsmanager:")
  ]))

  task_statements = concat(
    [
      for table in sort(keys(local.tables)) : {
        Sid    = table
        Effect = "Allow"
        Action = [for action in local.tables[table].actions : "dynamodb:${action}"]
        Resource = concat(
          [local.table_arns[table]],
          [for index in sort(keys(local.tables[table].indexes)) : "${local.table_arns[table]}/index/${index}"],
        )
      }
    ],
    [
      {
        # With a key of one's own DynamoDB acts with the caller's permissions on the key.
        Sid       = "KeyOfTables"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${var.region}.amazonaws.com" } }
      },
      {
        # DynamoDB holds its own grant to the key, and renews it as whoever comes next.
        Sid      = "KeyOfTablesGrant"
        Effect   = "Allow"
        Action   = "kms:CreateGrant"
        Resource = aws_kms_key.this.arn
        Condition = {
          Bool         = { "kms:GrantIsForAWSResource" = "true" }
          StringEquals = { "kms:ViaService" = "dynamodb.${var.region}.amazonaws.com" }
        }
      },
      {
        # Both ways of reading, whichever is configured: while tasks are replaced one after the other both are in use.
        Sid    = "Streams"
        Effect = "Allow"
        Action = [
          "kinesis:DescribeStream", "kinesis:DescribeStreamConsumer", "kinesis:DescribeStreamSummary", "kinesis:GetRecords",
          "kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:RegisterStreamConsumer", "kinesis:SubscribeToShard",
        ]
        Resource = values(local.stream_arns)
      },
      {
        # A consumer's ARN ends in when it was registered.
        Sid      = "FanOut"
        Effect   = "Allow"
        Action   = ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"]
        Resource = [for arn in values(local.stream_arns) : "${arn}/consumer/${var.name}:*"]
      },
      {
        Sid       = "KeyOfStreams"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = { "kms:EncryptionContext:aws:kinesis:arn" = values(local.stream_arns) } }
      },
      {
        # KCL makes this table itself, and adds its index later.
        Sid    = "LeaseTable"
        Effect = "Allow"
        Action = [
          "dynamodb:CreateTable", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem",
          "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem", "dynamodb:UpdateTable",
        ]
        Resource = [local.lease_table_arn, "${local.lease_table_arn}/index/LeaseOwnerToLeaseKeyIndex"]
      },
      {
        # It looks whether an older KCL has left these.
        Sid      = "OlderLeaseTables"
        Effect   = "Allow"
        Action   = "dynamodb:DescribeTable"
        Resource = ["${local.lease_table_arn}-CoordinatorState", "${local.lease_table_arn}-WorkerMetricStats"]
      },
    ],
    [
      for group in local.flow_log_group[*] : {
        Sid      = "FlowLogs"
        Effect   = "Allow"
        Action   = "logs:FilterLogEvents"
        Resource = ["${local.arn_of.logs}:log-group:${group}", "${local.arn_of.logs}:log-group:${group}:*"]
      }
    ],
    length(local.backfill_arns) == 0 ? [] : [
      {
        Sid      = "BackfillList"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = local.backfill_arns
      },
      {
        Sid      = "BackfillRead"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = [for arn in local.backfill_arns : "${arn}/*"]
      },
    ],
    length(local.backfill_keys) == 0 ? [] : [{
      Sid       = "BackfillKeys"
      Effect    = "Allow"
      Action    = "kms:Decrypt"
      Resource  = local.backfill_keys
      Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
    }],
    length(local.recording_arns) == 0 ? [] : [{
      Sid      = "Recordings"
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = local.recording_arns
    }],
    [
      for index, key in local.recording_keys : {
        Sid       = "RecordingsKey${index}"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = key.arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.${key.region}.amazonaws.com" } }
      }
    ],
    local.capture_statements,
    local.archive_statements,
    local.instance_statements,
    length(local.own_instance_arns) == 0 ? [] : [
      {
        # What may be stopped, scopes of the API say.
        Sid      = "ConnectContacts"
        Effect   = "Allow"
        Action   = ["connect:DescribeContact", "connect:StopContact"]
        Resource = [for arn in local.own_instance_arns : "${arn}/contact/*"]
      },
      {
        # Their names, which events leave out.
        Sid      = "ConnectNames"
        Effect   = "Allow"
        Action   = ["connect:DescribeQueue", "connect:DescribeUser"]
        Resource = flatten([for arn in local.own_instance_arns : ["${arn}/queue/*", "${arn}/agent/*"]])
      },
    ],
    !var.announce.enabled ? [] : [{
      Sid       = "Announce"
      Effect    = "Allow"
      Action    = "events:PutEvents"
      Resource  = local.announce_bus_arn
      Condition = { StringEquals = { "events:source" = var.announce.source } }
    }],
    !var.announce.enabled ? [] : [{
      # What is put on a bus that is not there is lost without a word, so the service looks first.
      Sid      = "AnnounceLook"
      Effect   = "Allow"
      Action   = "events:DescribeEventBus"
      Resource = local.announce_bus_arn
    }],
  )

  execution_statements = concat(
    [{
      Sid      = "Log"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${local.arn_of.logs}:log-group:${local.service_log_group}:log-stream:*"
    }],
    flatten([for repository in var.image_repository_arn[*] : [
      {
        Sid      = "Image"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = repository
      },
      {
        # A token is for the whole registry: AWS knows no resource for it.
        Sid      = "ImageToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
    ]]),
    length(local.ssm_secrets) == 0 ? [] : [{
      Sid      = "Parameters"
      Effect   = "Allow"
      Action   = "ssm:GetParameters"
      Resource = local.ssm_secrets
    }],
    length(local.manager_secrets) == 0 ? [] : [{
      Sid      = "Secrets"
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = local.manager_secrets
    }],
    length(var.secret_key_arns) == 0 ? [] : [{
      Sid      = "KeysOfSecrets"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = var.secret_key_arns
    }],
  )
}
