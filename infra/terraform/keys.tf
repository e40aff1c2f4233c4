# One key for all that holds what customers said and did: streams, tables, what could not be delivered, and logs.
resource "aws_kms_key" "this" {
  description         = "${var.name}: streams, tables, undelivered records, logs"
  enable_key_rotation = true
  policy              = jsonencode({ Version = "2012-10-17", Statement = local.key_statements })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

locals {
  key_statements = concat(
    [
      {
        # Leaves it to IAM which roles may use the key. In a key's policy, "*" is the key itself.
        Sid       = "AccountDecidesByIam"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        # Without a condition: nobody says that aws:SourceAccount is passed on when EventBridge writes to an encrypted queue,
        # and if it is not, what was given up on is lost. Who may write to the queue is in the queue's policy.
        Sid       = "EventBridgeToDeadLetterQueue"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
      },
      {
        Sid       = "OwnLogGroups"
        Effect    = "Allow"
        Principal = { Service = "logs.${var.region}.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "${local.arn_of.logs}:log-group:/${var.name}/*" }
        }
      },
    ],
    [
      # Amazon Connect writes to encrypted streams as its own service-linked role, which has no permission on the key.
      for instance in data.aws_connect_instance.this : {
        Sid       = "AmazonConnectToStreams"
        Effect    = "Allow"
        Principal = { AWS = instance.service_role }
        Action    = "kms:GenerateDataKey"
        Resource  = "*"
      }
    ],
  )
}
