# Contact records by Firehose to the service's HTTP endpoint, for accounts in which they go there anyway. What cannot be
# delivered for two hours is put into the bucket, from which it can be back-filled.
resource "aws_kinesis_firehose_delivery_stream" "contact_records" {
  count = local.by_firehose ? 1 : 0

  name        = "${var.name}-contact-records"
  destination = "http_endpoint"

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = aws_kms_key.this.arn
  }

  http_endpoint_configuration {
    name               = var.name
    url                = "https://${var.public_host_name}/ingest/firehose"
    role_arn           = aws_iam_role.firehose[0].arn
    buffering_interval = 60
    buffering_size     = 1
    retry_duration     = 7200
    s3_backup_mode     = "FailedDataOnly"

    secrets_manager_configuration {
      enabled    = true
      secret_arn = var.firehose_secret_arn
      role_arn   = aws_iam_role.firehose[0].arn
    }

    request_configuration {
      content_encoding = "GZIP"
    }

    s3_configuration {
      bucket_arn          = aws_s3_bucket.undelivered[0].arn
      role_arn            = aws_iam_role.firehose[0].arn
      prefix              = "contact-records/"
      error_output_prefix = "undelivered/"
      buffering_interval  = 60
      buffering_size      = 5
      compression_format  = "GZIP"
      kms_key_arn         = aws_kms_key.this.arn
    }

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.firehose[0].name
      log_stream_name = aws_cloudwatch_log_stream.firehose[0].name
    }
  }

  depends_on = [aws_iam_role_policy.firehose]
}

resource "aws_cloudwatch_log_group" "firehose" {
  count = local.by_firehose ? 1 : 0

  name              = "/${var.name}/firehose"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this.arn
}

resource "aws_cloudwatch_log_stream" "firehose" {
  count = local.by_firehose ? 1 : 0

  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.firehose[0].name
}

resource "aws_iam_role" "firehose" {
  count = local.by_firehose ? 1 : 0

  name = "${var.name}-firehose"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "firehose.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "firehose" {
  count = local.by_firehose ? 1 : 0

  name = "to-bucket"
  role = aws_iam_role.firehose[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "Bucket"
          Effect   = "Allow"
          Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
          Resource = local.undelivered_bucket_arn
        },
        {
          Sid      = "Objects"
          Effect   = "Allow"
          Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
          Resource = "${local.undelivered_bucket_arn}/*"
        },
        {
          Sid       = "Key"
          Effect    = "Allow"
          Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
          Resource  = aws_kms_key.this.arn
          Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
        },
        {
          Sid      = "Log"
          Effect   = "Allow"
          Action   = "logs:PutLogEvents"
          Resource = "${local.arn_of.logs}:log-group:/${var.name}/firehose:log-stream:delivery"
        },
        {
          Sid      = "AccessKey"
          Effect   = "Allow"
          Action   = "secretsmanager:GetSecretValue"
          Resource = var.firehose_secret_arn
        },
      ],
      length(var.secret_key_arns) == 0 ? [] : [{
        Sid       = "KeyOfTheAccessKey"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.secret_key_arns
        Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.${var.region}.amazonaws.com" } }
      }],
    )
  })
}

locals {
  undelivered_bucket     = "${var.name}-undelivered-${local.account}-${var.region}"
  undelivered_bucket_arn = "arn:${local.partition}:s3:::${local.undelivered_bucket}"
}

resource "aws_s3_bucket" "undelivered" {
  count = local.by_firehose ? 1 : 0

  bucket        = local.undelivered_bucket
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "undelivered" {
  count = local.by_firehose ? 1 : 0

  bucket                  = aws_s3_bucket.undelivered[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "undelivered" {
  count = local.by_firehose ? 1 : 0

  bucket = aws_s3_bucket.undelivered[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "undelivered" {
  count = local.by_firehose ? 1 : 0

  bucket = aws_s3_bucket.undelivered[0].id

  rule {
    id     = "expire"
    status = "Enabled"
    filter {}

    expiration {
      days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_s3_bucket_policy" "undelivered" {
  count = local.by_firehose ? 1 : 0

  bucket = aws_s3_bucket.undelivered[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyEncryptedOnTheWay"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.undelivered_bucket_arn, "${local.undelivered_bucket_arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.undelivered]
}
