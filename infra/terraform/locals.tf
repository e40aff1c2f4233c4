data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_connect_instance" "this" {
  count = var.connect_instance_id == null ? 0 : 1

  instance_id = var.connect_instance_id
}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  # `arn:aws:kinesis:eu-west-2:111122223333` for `kinesis`: ARNs are put together from names, so that a policy can be
  # read, and tested, before anything exists.
  arn_of = {
    for service in ["dynamodb", "events", "kinesis", "logs"] :
    service => "arn:${local.partition}:${service}:${var.region}:${local.account}"
  }

  connect_instance_arn = one(data.aws_connect_instance.this[*].arn)

  # Whose events are taken; of all instances where there is none.
  connect_instance_arns = local.connect_instance_arn == null ? [] : distinct(concat(
    [local.connect_instance_arn], var.instances[*].arn,
  ))

  # Those that this account is asked about. About the others roles of theirs are, see instances.tf.
  own_instance_arns = distinct(concat(
    local.connect_instance_arn[*], [for one in var.instances : one.arn if one.role_arn == null],
  ))

  flow_log_group = var.flow_log_group != null ? var.flow_log_group : one([
    for instance in data.aws_connect_instance.this : "/aws/connect/${instance.instance_alias}"
  ])

  by_firehose = var.contact_records_by == "firehose"

  # Any record kind may come over any stream. Flow logs have their own because there are many more of them: a flood of
  # prompts must not hold up the news that a call is over.
  streams     = { contacts = "${var.name}-contacts", flow-logs = "${var.name}-flow-logs" }
  stream_arns = { for key, name in local.streams : key => "${local.arn_of.kinesis}:stream/${name}" }

  # The tables as the service knows them; its own tests compare them with what it makes for development.
  tables      = jsondecode(file("${path.module}/../tables.json"))
  table_names = { for table in keys(local.tables) : table => "${var.table_prefix}${table}" }
  table_arns  = { for table, name in local.table_names : table => "${local.arn_of.dynamodb}:table/${name}" }

  port = 8080

  # Of /actuator/health alone; next to the other one, so that one rule opens both.
  health_port = 8081

  # More than the three minutes Firehose waits; live streams (SSE) send something more often than that.
  idle_seconds = 200
}
