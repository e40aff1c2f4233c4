# Where the histories of contacts lie that are over.

locals {
  archive_bucket     = "${var.name}-archive-${local.account}-${var.region}"
  archive_bucket_arn = "arn:${local.partition}:s3:::${local.archive_bucket}"

  archive_environment = merge([
    for archive in var.archive[*] : {
      CONTACT_STATUS_ARCHIVE_ENABLED = "true"
      CONTACT_STATUS_ARCHIVE_BUCKET  = local.archive_bucket
      CONTACT_STATUS_ARCHIVE_KMS_KEY = aws_kms_key.this.arn
      CONTACT_STATUS_ARCHIVE_KEEP    = "${archive.keep_days}d"
    }
  ]...)

  archive_statements = flatten([
    for archive in var.archive[*] : [
      {
        # Else what is not there yet is refused. What is deleted takes uploads with it that broke off.
        Sid      = "ArchiveList"
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = local.archive_bucket_arn
      },
      {
        Sid      = "Archive"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        Resource = "${local.archive_bucket_arn}/archive/*"
      },
      {
        Sid       = "KeyOfArchive"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
      },
    ]
  ])
}

resource "aws_s3_bucket" "archive" {
  count = var.archive == null ? 0 : 1

  bucket        = local.archive_bucket
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "archive" {
  count = var.archive == null ? 0 : 1

  bucket                  = aws_s3_bucket.archive[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "archive" {
  count = var.archive == null ? 0 : 1

  bucket = aws_s3_bucket.archive[0].id

  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "archive" {
  count = var.archive == null ? 0 : 1

  bucket = aws_s3_bucket.archive[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "archive" {
  count = var.archive == null ? 0 : 1

  bucket = aws_s3_bucket.archive[0].id

  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    # An object is written before its contact, and each time that one is archived again.
    expiration {
      days = var.archive.keep_days + 1
    }
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_policy" "archive" {
  count = var.archive == null ? 0 : 1

  bucket = aws_s3_bucket.archive[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyEncryptedOnTheWay"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.archive_bucket_arn, "${local.archive_bucket_arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.archive]
}

# Who archives knows how far behind that is, and says so every minute from half of the grace on.
resource "aws_cloudwatch_log_metric_filter" "archive_behind" {
  count = var.archive == null ? 0 : 1

  name           = "${var.name}-archive-behind"
  log_group_name = aws_cloudwatch_log_group.service.name
  pattern        = "\"the archive is behind\""

  metric_transformation {
    namespace = "ContactStatus/${var.name}"
    name      = "ArchiveBehind"
    value     = "1"
  }
}
