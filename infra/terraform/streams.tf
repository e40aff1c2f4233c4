resource "aws_kinesis_stream" "this" {
  for_each = local.streams

  name             = each.value
  retention_period = var.stream_retention_hours
  encryption_type  = "KMS"
  kms_key_id       = aws_kms_key.this.arn

  # Otherwise a registered fan-out consumer keeps the stream from being destroyed.
  enforce_consumer_deletion = true

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}
