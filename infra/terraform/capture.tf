# What the service needs to capture the audio of calls: a bucket, and the right to read the streams that Amazon Connect makes.
locals {
  # Amazon Connect puts `-connect-<alias>-contact-<contact>` behind the prefix that it was given.
  own_media_streams = "${var.name}-connect-"
  media_prefix      = try(coalesce(var.capture.stream_prefix, local.own_media_streams), local.own_media_streams)
  media_stream_arns = ["arn:${local.partition}:kinesisvideo:${var.region}:${local.account}:stream/${local.media_prefix}*"]
  media_stream_key  = try(coalesce(var.capture.stream_key_arn, aws_kms_key.this.arn), aws_kms_key.this.arn)

  captured_bucket     = "${var.name}-captured-${local.account}-${var.region}"
  captured_bucket_arn = "arn:${local.partition}:s3:::${local.captured_bucket}"

  # The service deletes by the time of speaking. What it has left goes by the time of writing.
  capture_leftover_days = 7

  capture_environment = merge([
    for capture in var.capture[*] : merge(
      {
        CONTACT_STATUS_MEDIA_ENABLED       = "true"
        CONTACT_STATUS_MEDIA_RETENTION     = "${capture.retention_days}d"
        CONTACT_STATUS_MEDIA_BUCKET        = local.captured_bucket
        CONTACT_STATUS_MEDIA_KMS_KEY       = aws_kms_key.this.arn
        CONTACT_STATUS_MEDIA_ACCOUNTS      = local.account
        CONTACT_STATUS_MEDIA_STREAM_PREFIX = local.media_prefix
      },
      {
        for setting, value in {
          CONTACT_STATUS_MEDIA_QUEUES            = join(",", capture.queues)
          CONTACT_STATUS_MEDIA_CAPTURE_ATTRIBUTE = capture.capture_attribute
          CONTACT_STATUS_MEDIA_CONSENT_ATTRIBUTE = capture.consent_attribute
          CONTACT_STATUS_MEDIA_PAUSE_ATTRIBUTE   = capture.pause_attribute
        } : setting => value if value != null && value != ""
      },
    )
  ]...)

  capture_statements = flatten([
    for capture in var.capture[*] : [
      {
        # The last two fill gaps afterwards, from what the streams still keep.
        Sid    = "MediaStreams"
        Effect = "Allow"
        Action = [
          "kinesisvideo:GetDataEndpoint", "kinesisvideo:GetMedia", "kinesisvideo:GetMediaForFragmentList", "kinesisvideo:ListFragments",
        ]
        Resource = local.media_stream_arns
      },
      {
        Sid       = "KeyOfMediaStreams"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = local.media_stream_key
        Condition = { StringEquals = { "kms:ViaService" = "kinesisvideo.${var.region}.amazonaws.com" } }
      },
      {
        Sid      = "CapturedList"
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = local.captured_bucket_arn
      },
      {
        Sid    = "Captured"
        Effect = "Allow"
        Action = [
          "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject",
        ]
        Resource = "${local.captured_bucket_arn}/captured/*"
      },
      {
        Sid       = "KeyOfCaptured"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
      },
    ]
  ])
}

# Never versioned: what the service deletes is gone.
resource "aws_s3_bucket" "captured" {
  count = var.capture == null ? 0 : 1

  bucket        = local.captured_bucket
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "captured" {
  count = var.capture == null ? 0 : 1

  bucket                  = aws_s3_bucket.captured[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "captured" {
  count = var.capture == null ? 0 : 1

  bucket = aws_s3_bucket.captured[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "captured" {
  count = var.capture == null ? 0 : 1

  bucket = aws_s3_bucket.captured[0].id

  rule {
    id     = "expire"
    status = "Enabled"
    filter {}

    expiration {
      days = var.capture.retention_days + local.capture_leftover_days
    }

    # Should anybody switch versions on all the same.
    noncurrent_version_expiration {
      noncurrent_days = 1
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = local.capture_leftover_days
    }
  }
}

resource "aws_s3_bucket_policy" "captured" {
  count = var.capture == null ? 0 : 1

  bucket = aws_s3_bucket.captured[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyEncryptedOnTheWay"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.captured_bucket_arn, "${local.captured_bucket_arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.captured]
}

# Starts streaming when an agent is there. Flows use it by "Set whisper flow".
resource "aws_connect_contact_flow" "agent_whisper" {
  count = var.connect_instance_id != null && try(var.capture.agent_whisper, false) ? 1 : 0

  instance_id = var.connect_instance_id
  name        = "${var.name} agent whisper with audio"
  description = "Starts media streaming, says where to, and tells the agent the queue."
  type        = "AGENT_WHISPER"
  content     = file("${path.module}/../flows/agent-whisper.json")
}

# Who captures knows that it fails, and says so at every try.
resource "aws_cloudwatch_log_metric_filter" "captures_failing" {
  count = var.capture == null ? 0 : 1

  name           = "${var.name}-captures-failing"
  log_group_name = aws_cloudwatch_log_group.service.name
  pattern        = "?\"waiting for the bucket of recordings\" ?\"broke, and is begun again\" ?\"nothing can be captured of\""

  metric_transformation {
    namespace = "ContactStatus/${var.name}"
    name      = "CapturesFailing"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "captures_behind" {
  count = var.capture == null ? 0 : 1

  alarm_name          = "${var.name}-captures-behind"
  alarm_description   = "Audio is captured more than ${var.alarm_capture_seconds} s after it was spoken."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.alarm_capture_seconds * 1000
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  # There is a stream for each call, so they cannot be named here.
  metric_query {
    id          = "behind"
    expression  = "SELECT MAX(\"GetMedia.MillisBehindNow\") FROM SCHEMA(\"AWS/KinesisVideo\", StreamName)"
    label       = "Furthest behind"
    period      = 60
    return_data = true
  }
}
