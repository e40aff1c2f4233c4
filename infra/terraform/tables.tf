# Keys, indexes and the TTL attribute are the service's business; see ../tables.json.
resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = local.table_names[each.key]
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.partition[0]
  range_key                   = try(each.value.sort[0], null)
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = {
      for key in distinct(concat([each.value.partition], try([each.value.sort], []), values(each.value.indexes)...)) :
      key[0] => key[1]
    }

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.indexes

    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value[0][0]
      range_key       = try(global_secondary_index.value[1][0], null)
      projection_type = can(each.value.included[global_secondary_index.key]) ? "INCLUDE" : "KEYS_ONLY"
      # What is in it besides the keys.
      non_key_attributes = try(each.value.included[global_secondary_index.key], null)
    }
  }

  ttl {
    enabled        = true
    attribute_name = "DDB_ExpiryEpoch"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.this.arn
  }
}
