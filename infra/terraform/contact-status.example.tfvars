# Copy it to contact-status.auto.tfvars. All variables, with what they mean: variables.tf.
region              = "eu-west-2"
connect_instance_id = "0a1b2c3d-0000-0000-0000-000000000001"

image                = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/contact-status:1.0.0"
image_repository_arn = "arn:aws:ecr:eu-west-2:111122223333:repository/contact-status"

vpc_id                   = "vpc-0123456789abcdef0"
service_subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
load_balancer_subnet_ids = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]
client_cidrs             = ["10.0.0.0/8"]
certificate_arn          = "arn:aws:acm:eu-west-2:111122223333:certificate/0a1b2c3d-0000-0000-0000-000000000002"
alarm_topic_arns         = ["arn:aws:sns:eu-west-2:111122223333:on-call"]

# Nothing secret: who may log in, and how customers are recognised.
environment = {
  SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI = "https://login.example.com"
  SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES = "contacts"
  CONTACT_STATUS_DEFAULT_REGION                       = "GB"
}

# If there is one; it has to let in the output service_security_group.
# live_redis = {
#   host                = "master.contacts.abcdef.euw2.cache.amazonaws.com"
#   username            = "contact-status"
#   password_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:contact-status/redis-AbCdEf"
#   security_group_id   = "sg-0123456789abcdef0"
# }

# What flows may call to look up, add, stop and report; needs public_host_name.
# flow_function = {
#   api_key_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:contact-status/flows-AbCdEf"
#   subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
# }

# The audio of calls, captured and kept for so long.
# media_streams = true
# capture = {
#   retention_days    = 90
#   consent_attribute = "consent"
#   pause_attribute   = "pauseRecording"
# }

secrets = {
  CONTACT_STATUS_SECURITY_CURSOR_SECRET     = "arn:aws:ssm:eu-west-2:111122223333:parameter/contact-status/cursor-secret"
  CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET = "arn:aws:ssm:eu-west-2:111122223333:parameter/contact-status/identifier-secret"
}
