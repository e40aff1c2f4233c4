# Amazon Connect's own data streaming. These replace the steps in its console; with connect_data_streaming = false they
# are taken off the instance again.
locals {
  streams_connect = var.connect_instance_id != null && var.connect_data_streaming
}

resource "aws_connect_instance_storage_config" "contact_records" {
  count = local.streams_connect ? 1 : 0

  instance_id   = var.connect_instance_id
  resource_type = "CONTACT_TRACE_RECORDS"

  storage_config {
    storage_type = local.by_firehose ? "KINESIS_FIREHOSE" : "KINESIS_STREAM"

    dynamic "kinesis_stream_config" {
      for_each = local.by_firehose ? [] : [aws_kinesis_stream.this["contacts"].arn]

      content {
        stream_arn = kinesis_stream_config.value
      }
    }

    dynamic "kinesis_firehose_config" {
      for_each = aws_kinesis_firehose_delivery_stream.contact_records[*].arn

      content {
        firehose_arn = kinesis_firehose_config.value
      }
    }
  }
}

resource "aws_connect_instance_storage_config" "agent_events" {
  count = local.streams_connect && var.agent_events ? 1 : 0

  instance_id   = var.connect_instance_id
  resource_type = "AGENT_EVENTS"

  storage_config {
    storage_type = "KINESIS_STREAM"

    kinesis_stream_config {
      stream_arn = aws_kinesis_stream.this["contacts"].arn
    }
  }
}

resource "aws_connect_instance_storage_config" "media_streams" {
  count = local.streams_connect && var.media_streams ? 1 : 0

  instance_id   = var.connect_instance_id
  resource_type = "MEDIA_STREAMS"

  storage_config {
    storage_type = "KINESIS_VIDEO_STREAM"

    kinesis_video_stream_config {
      prefix                 = var.name
      retention_period_hours = var.media_retention_hours

      encryption_config {
        encryption_type = "KMS"
        key_id          = aws_kms_key.this.arn
      }
    }
  }
}
