# Contact events: from Amazon Connect over the account's default bus.
resource "aws_cloudwatch_event_rule" "contact_events" {
  name        = "${var.name}-contact-events"
  description = "Amazon Connect contact events to the stream of contacts"

  event_pattern = jsonencode(merge(
    {
      source = ["aws.connect"]
      # The second is how the documentation has called it since the product was renamed.
      detail-type = ["Amazon Connect Contact Event", "Connect Customer Contact Event"]
    },
    length(local.connect_instance_arns) == 0 ? {} : { detail = { instanceArn = local.connect_instance_arns } },
  ))
}

resource "aws_cloudwatch_event_target" "contact_events" {
  rule     = aws_cloudwatch_event_rule.contact_events.name
  arn      = aws_kinesis_stream.this["contacts"].arn
  role_arn = aws_iam_role.contact_events.arn

  # All events of a contact to the same shard, and so to the same task, which can then write several at once.
  kinesis_target {
    partition_key_path = "$.detail.contactId"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered_contact_events.arn
  }

  depends_on = [aws_iam_role_policy.contact_events, aws_sqs_queue_policy.undelivered_contact_events]
}

# Rules of Contact Lens that have matched a contact. Rules about queues and agents name none.
resource "aws_cloudwatch_event_rule" "contact_lens_rules" {
  name        = "${var.name}-contact-lens-rules"
  description = "Rules of Contact Lens that matched a contact, to the stream of contacts"

  event_pattern = jsonencode({
    source = ["aws.connect"]
    detail-type = [
      { suffix = "Rules Matched" },
      "Rule for Contact Lens Post Call Matched",
      "Rule for Contact Lens Realtime Matched",
    ]
    detail = merge(
      { contactArn = [{ exists = true }] },
      length(local.connect_instance_arns) == 0 ? {} : { instanceArn = local.connect_instance_arns },
    )
  })
}

resource "aws_cloudwatch_event_target" "contact_lens_rules" {
  rule     = aws_cloudwatch_event_rule.contact_lens_rules.name
  arn      = aws_kinesis_stream.this["contacts"].arn
  role_arn = aws_iam_role.contact_events.arn

  kinesis_target {
    partition_key_path = "$.detail.contactArn"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered_contact_events.arn
  }

  depends_on = [aws_iam_role_policy.contact_events, aws_sqs_queue_policy.undelivered_contact_events]
}

resource "aws_iam_role" "contact_events" {
  name = "${var.name}-contact-events"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnEquals = { "aws:SourceArn" = [
          "${local.arn_of.events}:rule/${var.name}-contact-events",
          "${local.arn_of.events}:rule/${var.name}-contact-lens-rules",
        ] }
      }
    }]
  })
}

resource "aws_iam_role_policy" "contact_events" {
  name = "to-stream"
  role = aws_iam_role.contact_events.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = local.stream_arns.contacts
      },
      {
        Effect    = "Allow"
        Action    = "kms:GenerateDataKey"
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = { "kms:EncryptionContext:aws:kinesis:arn" = local.stream_arns.contacts } }
      },
    ]
  })
}

resource "aws_sqs_queue" "undelivered_contact_events" {
  name                              = "${var.name}-undelivered-contact-events"
  message_retention_seconds         = 1209600
  kms_master_key_id                 = aws_kms_key.this.arn
  kms_data_key_reuse_period_seconds = 3600
}

resource "aws_sqs_queue_policy" "undelivered_contact_events" {
  queue_url = aws_sqs_queue.undelivered_contact_events.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.undelivered_contact_events.arn
      Condition = { ArnEquals = { "aws:SourceArn" = [
        aws_cloudwatch_event_rule.contact_events.arn, aws_cloudwatch_event_rule.contact_lens_rules.arn,
      ] } }
    }]
  })
}
