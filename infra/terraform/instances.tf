# What is set for instances of Amazon Connect, and what Contact Lens leaves in their buckets.
locals {
  instance_environment = merge([
    for index, one in var.instances : {
      for name, value in {
        ARN            = one.arn
        ALIAS          = one.alias
        DEFAULT_REGION = one.default_region
        TIME_ZONE      = one.time_zone
        ROLE_ARN       = one.role_arn
      } : "CONTACT_STATUS_INSTANCES_${index}_${name}" => value if value != null
    }
  ]...)

  instance_roles = distinct(compact([for one in var.instances : one.role_arn]))

  analysis_environment = merge(
    length(var.analysis_files) == 0 ? {} : { CONTACT_STATUS_ANALYSIS_FILES_ENABLED = "true" },
    merge([
      for index, one in var.analysis_files : {
        "CONTACT_STATUS_ANALYSIS_FILES_PLACES_${index}_BUCKET" = one.bucket
        "CONTACT_STATUS_ANALYSIS_FILES_PLACES_${index}_PREFIX" = one.prefix
      }
    ]...),
  )

  analysis_keys = distinct(compact([for one in var.analysis_files : one.kms_key_arn]))

  instance_statements = concat(
    length(local.instance_roles) == 0 ? [] : [{
      Sid      = "RolesOfInstances"
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = local.instance_roles
    }],
    length(var.analysis_files) == 0 ? [] : [
      {
        Sid      = "AnalysisList"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = distinct([for one in var.analysis_files : "arn:${local.partition}:s3:::${one.bucket}"])
      },
      {
        Sid      = "AnalysisRead"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = [for one in var.analysis_files : "arn:${local.partition}:s3:::${one.bucket}/${one.prefix}Analysis/*"]
      },
    ],
    length(local.analysis_keys) == 0 ? [] : [{
      Sid       = "AnalysisKeys"
      Effect    = "Allow"
      Action    = "kms:Decrypt"
      Resource  = local.analysis_keys
      Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
    }],
  )
}
