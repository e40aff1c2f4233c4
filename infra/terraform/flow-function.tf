# What flows call. The same stack as those have who only use CloudFormation: its code is in the template, so that no
# archive has to be made and put anywhere.
resource "aws_cloudformation_stack" "flow_function" {
  count = var.flow_function == null ? 0 : 1

  name          = "${var.name}-flow-function"
  template_body = file("${path.module}/../cloudformation/flow-function.yaml")
  capabilities  = ["CAPABILITY_IAM"]
  on_failure    = "DELETE"

  parameters = {
    Name                      = var.name
    ServiceUrl                = "https://${var.public_host_name}"
    ApiKeySecretArn           = var.flow_function.api_key_secret_arn
    SecretKeyArns             = join(",", var.secret_key_arns)
    StreamArn                 = local.stream_arns.contacts
    KeyArn                    = aws_kms_key.this.arn
    ConnectInstanceArn        = local.connect_instance_arn == null ? "" : local.connect_instance_arn
    Vpc                       = local.flow_function_in_vpc ? var.vpc_id : ""
    Subnets                   = join(",", var.flow_function.subnet_ids)
    LoadBalancerSecurityGroup = local.flow_function_in_vpc ? aws_security_group.load_balancer.id : ""
    LogRetentionDays          = tostring(var.log_retention_days)
    AlarmTopicArns            = join(",", var.alarm_topic_arns)
  }

  # In a VPC Lambda takes up to half an hour to give its network interfaces back.
  timeouts {
    delete = "60m"
  }

  depends_on = [aws_kinesis_stream.this]
}

locals {
  flow_function_in_vpc = try(length(var.flow_function.subnet_ids) > 0, false)
}
