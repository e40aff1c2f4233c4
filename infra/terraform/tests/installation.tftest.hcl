# Without AWS: what would be asked of it.
mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_connect_instance" {
    defaults = {
      arn            = "arn:aws:connect:eu-west-2:111122223333:instance/0a1b2c3d-0000-0000-0000-000000000001"
      instance_alias = "example"
      service_role   = "arn:aws:iam::111122223333:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_abc"
    }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000002" }
  }
  mock_resource "aws_kinesis_stream" {
    defaults = { arn = "arn:aws:kinesis:eu-west-2:111122223333:stream/mocked" }
  }
  mock_resource "aws_kinesis_firehose_delivery_stream" {
    defaults = { arn = "arn:aws:firehose:eu-west-2:111122223333:deliverystream/mocked" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/mocked" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-2:111122223333:mocked" }
  }
  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-west-2:111122223333:rule/mocked" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::mocked" }
  }
  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d" }
  }
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-2:111122223333:loadbalancer/app/mocked/1", arn_suffix = "app/mocked/1" }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-2:111122223333:targetgroup/mocked/1", arn_suffix = "targetgroup/mocked/1" }
  }
  mock_resource "aws_appautoscaling_policy" {
    defaults = { arn = "arn:aws:autoscaling:eu-west-2:111122223333:scalingPolicy:mocked" }
  }
  mock_resource "aws_cloudwatch_metric_alarm" {
    defaults = { arn = "arn:aws:cloudwatch:eu-west-2:111122223333:alarm:mocked" }
  }
}

variables {
  name                     = "test"
  region                   = "eu-west-2"
  image                    = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/contact-status:1.0"
  image_repository_arn     = "arn:aws:ecr:eu-west-2:111122223333:repository/contact-status"
  vpc_id                   = "vpc-1"
  service_subnet_ids       = ["subnet-1", "subnet-2"]
  load_balancer_subnet_ids = ["subnet-3", "subnet-4"]
  client_cidrs             = ["10.0.0.0/8"]
  certificate_arn          = "arn:aws:acm:eu-west-2:111122223333:certificate/1"
  secrets = {
    CONTACT_STATUS_SECURITY_CURSOR_SECRET     = "arn:aws:ssm:eu-west-2:111122223333:parameter/contact-status/cursor"
    CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET = "arn:aws:ssm:eu-west-2:111122223333:parameter/contact-status/identifier"
  }
  connect_instance_id = "0a1b2c3d-0000-0000-0000-000000000001"
}

run "contact_events_go_to_the_stream_by_contact" {
  command = plan

  assert {
    condition     = aws_cloudwatch_event_target.contact_events.kinesis_target[0].partition_key_path == "$.detail.contactId"
    error_message = "Events of one contact have to go to one shard."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.contact_events.event_pattern).source == ["aws.connect"]
    error_message = "Only Amazon Connect's own events."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.contact_events.event_pattern).detail.instanceArn == [data.aws_connect_instance.this[0].arn]
    error_message = "Other instances of the account are none of ours."
  }
  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement if contains(["ConnectContacts", "ConnectNames"], statement.Sid)] == [
      {
        Sid      = "ConnectContacts"
        Effect   = "Allow"
        Action   = ["connect:DescribeContact", "connect:StopContact"]
        Resource = ["${data.aws_connect_instance.this[0].arn}/contact/*"]
      },
      {
        Sid      = "ConnectNames"
        Effect   = "Allow"
        Action   = ["connect:DescribeQueue", "connect:DescribeUser"]
        Resource = ["${data.aws_connect_instance.this[0].arn}/queue/*", "${data.aws_connect_instance.this[0].arn}/agent/*"]
      },
    ]
    error_message = "Contacts of this instance may be asked about and stopped, and no others."
  }
  assert {
    condition     = aws_cloudwatch_event_target.contact_events.dead_letter_config[0].arn == aws_sqs_queue.undelivered_contact_events.arn
    error_message = "What EventBridge gives up on has to be kept."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.contact_events.policy).Statement[0].Resource == "arn:aws:kinesis:eu-west-2:111122223333:stream/test-contacts"
    error_message = "EventBridge may write to the one stream only."
  }
}

run "flow_logs_go_to_their_stream_at_random" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_subscription_filter.flow_logs[0].log_group_name == "/aws/connect/example"
    error_message = "The log group is that of the instance."
  }
  assert {
    condition     = aws_cloudwatch_log_subscription_filter.flow_logs[0].distribution == "Random"
    error_message = "By log stream, one shard would get it all."
  }
  assert {
    condition     = length(aws_cloudwatch_log_metric_filter.flow_logs_refused) == 0
    error_message = "The service asks for nothing."
  }
}

run "flow_logs_are_asked_for_without_a_subscription" {
  command = plan

  variables {
    flow_log_subscription = false
  }

  assert {
    condition     = length(aws_cloudwatch_log_subscription_filter.flow_logs) == 0
    error_message = "No subscription was wanted."
  }
  assert {
    condition     = aws_cloudwatch_log_metric_filter.flow_logs_refused[0].pattern == "\"polling of\" \"waits:\" -throttles -answered"
    error_message = "What the service says when it may not read; FollowingTest knows the words."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["flow-logs-refused"].metric_name == "FlowLogsRefused" && aws_cloudwatch_metric_alarm.this["flow-logs-refused"].namespace == "ContactStatus/test"
    error_message = "Somebody has to be told when the service may not read."
  }
  assert {
    condition = alltrue([
      for setting in ["CONTACT_STATUS_LOGS_GROUPS=/aws/connect/example", "CONTACT_STATUS_LOGS_POLLING_ENABLED=true"] : contains(
        [for one in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : "${one.name}=${one.value}"], setting
    )])
    error_message = "The service has to read the group itself."
  }
  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "FlowLogs"]) == [
      "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/connect/example",
      "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/connect/example:*",
    ]
    error_message = "And may, this one only."
  }
}

run "what_eventbridge_gives_up_on_can_be_encrypted" {
  command = plan

  assert {
    condition = one([for statement in jsondecode(aws_kms_key.this.policy).Statement : statement if statement.Sid == "EventBridgeToDeadLetterQueue"]) == {
      Sid       = "EventBridgeToDeadLetterQueue"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource  = "*"
    }
    error_message = "On no condition that EventBridge is not known to meet."
  }
}

run "nothing_is_allowed_everywhere" {
  command = plan

  # The resources of every statement of both roles of the tasks.
  assert {
    condition = alltrue([
      for statement in concat(
        jsondecode(aws_iam_role_policy.task.policy).Statement,
        [for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement if statement.Sid != "ImageToken"],
      ) : alltrue([for resource in flatten([statement.Resource]) : can(regex("^arn:aws:[a-z0-9-]+:.*[a-zA-Z0-9]", resource)) && resource != "*"])
    ])
    error_message = "Each statement has to name what it is about."
  }
  assert {
    condition = alltrue([
      for statement in concat(
        jsondecode(aws_iam_role_policy.task.policy).Statement, jsondecode(aws_iam_role_policy.execution.policy).Statement,
      ) : alltrue([for action in flatten([statement.Action]) : !can(regex("(^|:)\\*", action))])
    ])
    error_message = "No whole services."
  }
  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role_policy.task.policy).Statement :
      !anytrue([for action in flatten([statement.Action]) : contains(["dynamodb:CreateTable", "dynamodb:Scan", "dynamodb:DeleteTable"], action)])
      if statement.Sid != "LeaseTable"
    ])
    error_message = "Only KCL makes and scans a table, its own."
  }
}

run "the_tasks_may_do_what_kcl_does" {
  command = plan

  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "LeaseTable"]) == [
      "arn:aws:dynamodb:eu-west-2:111122223333:table/test",
      "arn:aws:dynamodb:eu-west-2:111122223333:table/test/index/LeaseOwnerToLeaseKeyIndex",
    ]
    error_message = "The lease table is named after the application."
  }
  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "OlderLeaseTables"]) == [
      "arn:aws:dynamodb:eu-west-2:111122223333:table/test-CoordinatorState",
      "arn:aws:dynamodb:eu-west-2:111122223333:table/test-WorkerMetricStats",
    ]
    error_message = "KCL describes these, and does not start when it may not."
  }
  assert {
    condition = toset(one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "FanOut"])) == toset([
      "arn:aws:kinesis:eu-west-2:111122223333:stream/test-contacts/consumer/test:*",
      "arn:aws:kinesis:eu-west-2:111122223333:stream/test-flow-logs/consumer/test:*",
    ])
    error_message = "The consumer of each stream is named after the application."
  }
}

run "tables_are_kept_safe" {
  command = plan

  assert {
    condition = alltrue([
      for table in aws_dynamodb_table.this :
      table.billing_mode == "PAY_PER_REQUEST" && table.deletion_protection_enabled && table.point_in_time_recovery[0].enabled &&
      table.server_side_encryption[0].kms_key_arn == aws_kms_key.this.arn && table.ttl[0].attribute_name == "DDB_ExpiryEpoch"
    ])
    error_message = "On demand, protected, recoverable, encrypted with the key, and expiring."
  }
  assert {
    condition = alltrue(flatten([
      for table in aws_dynamodb_table.this : [
        for index in table.global_secondary_index : index.name == "Ended-index" ? index.non_key_attributes == toset(["Figures", "Connect_AgentArn"]) : index.projection_type == "KEYS_ONLY"
      ]
    ]))
    error_message = "Every projected attribute that changes costs one more write."
  }
}

run "the_task_is_locked_down_and_has_time_to_end" {
  command = plan

  assert {
    condition     = jsondecode(aws_ecs_task_definition.service.container_definitions)[0].readonlyRootFilesystem
    error_message = "The root file system is read-only."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.service.container_definitions)[0].stopTimeout >= 60
    error_message = "Two shutdown phases of 25 seconds have to fit."
  }
  assert {
    condition     = [for secret in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].secrets : secret.name] == ["CONTACT_STATUS_SECURITY_CURSOR_SECRET", "CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET"]
    error_message = "Secrets come from where they are kept."
  }
  assert {
    condition     = aws_lb_target_group.service.health_check[0].path == "/actuator/health/readiness"
    error_message = "Requests go to tasks that are ready."
  }
  assert {
    condition     = aws_lb_target_group.service.stickiness[0].type == "app_cookie" && aws_lb_target_group.service.stickiness[0].cookie_name == "contact-status-session"
    error_message = "Who is logged in stays where they are."
  }
  assert {
    condition     = aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    error_message = "A version that does not start is taken back."
  }
}

run "amazon_connect_streams_when_it_should" {
  command = plan

  assert {
    condition     = aws_connect_instance_storage_config.contact_records[0].storage_config[0].storage_type == "KINESIS_STREAM"
    error_message = "Contact records come over the stream by default."
  }
  assert {
    condition     = length(aws_connect_instance_storage_config.agent_events) == 1 && length(aws_connect_instance_storage_config.media_streams) == 0
    error_message = "Agent events by default, live audio only when asked for."
  }
  assert {
    condition = one([
      for statement in jsondecode(aws_kms_key.this.policy).Statement : statement.Action if statement.Sid == "AmazonConnectToStreams"
    ]) == "kms:GenerateDataKey"
    error_message = "Amazon Connect writes to encrypted streams."
  }
}

run "amazon_connect_stops_streaming_when_told" {
  command = plan

  variables {
    connect_data_streaming = false
    media_streams          = true
  }

  assert {
    condition = 0 == length(concat(
      aws_connect_instance_storage_config.contact_records[*].id, aws_connect_instance_storage_config.agent_events[*].id,
      aws_connect_instance_storage_config.media_streams[*].id,
    ))
    error_message = "The switch takes everything off the instance."
  }
  assert {
    condition     = length(aws_kinesis_stream.this) == 2
    error_message = "The streams and what is in them stay."
  }
}

run "nothing_of_amazon_connect_is_touched_without_an_instance" {
  command = plan

  variables {
    connect_instance_id = null
  }

  assert {
    condition     = length(aws_connect_instance_storage_config.contact_records) == 0 && length(aws_cloudwatch_log_subscription_filter.flow_logs) == 0
    error_message = "There is nothing to set."
  }
  assert {
    condition     = !can(jsondecode(aws_cloudwatch_event_rule.contact_events.event_pattern).detail)
    error_message = "Events of all instances are taken."
  }
}

run "instances_that_are_only_named_are_asked_about" {
  command = plan

  variables {
    connect_instance_id = null
    instances           = [{ arn = "arn:aws:connect:eu-west-2:111122223333:instance/12345678-1234-1234-1234-123456789012" }]
  }

  assert {
    condition     = !can(jsondecode(aws_cloudwatch_event_rule.contact_events.event_pattern).detail)
    error_message = "Events of all instances are taken: others work without being named."
  }
  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "ConnectContacts"] == [
      ["arn:aws:connect:eu-west-2:111122223333:instance/12345678-1234-1234-1234-123456789012/contact/*"],
    ]
    error_message = "Repair and stopping need the right."
  }
}

run "live_audio_is_streamed_when_asked_for" {
  command = plan

  variables {
    media_streams = true
  }

  assert {
    condition     = aws_connect_instance_storage_config.media_streams[0].storage_config[0].kinesis_video_stream_config[0].retention_period_hours == 24
    error_message = "For a day by default."
  }
}

run "polling_is_watched_by_the_age_of_what_is_read" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["behind-contacts"].metric_name == "GetRecords.IteratorAgeMilliseconds"
    error_message = "That is how Kinesis knows."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["behind-contacts"].treat_missing_data == "breaching"
    error_message = "When nobody reads, there is no metric."
  }
  assert {
    condition     = strcontains(join(",", [for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : "${setting.name}=${setting.value}"]), "CONTACT_STATUS_KINESIS_RETRIEVAL=polling")
    error_message = "The service has to poll."
  }
}

run "fan_out_is_watched_by_its_consumer" {
  command = plan

  variables {
    retrieval = "fan-out"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["behind-contacts"].metric_name == "SubscribeToShardEvent.MillisBehindLatest"
    error_message = "Fan-out has no iterator."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["behind-flow-logs"].dimensions == tomap({ StreamName = "test-flow-logs", ConsumerName = "test" })
    error_message = "Each consumer has its own lag."
  }
  assert {
    condition = alltrue([
      for query in aws_cloudwatch_metric_alarm.behind.metric_query :
      query.metric[0].metric_name == "SubscribeToShardEvent.MillisBehindLatest" if length(query.metric) == 1
    ])
    error_message = "Scaling watches the same."
  }
  assert {
    condition     = strcontains(join(",", [for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : "${setting.name}=${setting.value}"]), "CONTACT_STATUS_KINESIS_RETRIEVAL=fan-out")
    error_message = "The service has to subscribe."
  }
}

run "scaling_adds_one_task_and_then_two" {
  command = plan

  assert {
    condition     = [for step in aws_appautoscaling_policy.behind.step_scaling_policy_configuration[0].step_adjustment : step.scaling_adjustment] == [1, 2]
    error_message = "The further behind, the more."
  }
  assert {
    condition     = aws_appautoscaling_policy.cpu.target_tracking_scaling_policy_configuration[0].disable_scale_in
    error_message = "Idle processors while behind mean a slow store, not too many tasks."
  }
}

run "firehose_delivers_contact_records_to_the_service" {
  command = plan

  variables {
    contact_records_by   = "firehose"
    load_balancer_public = true
    public_host_name     = "contacts.example.com"
    firehose_secret_arn  = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:firehose-AbCdEf"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.contact_records[0].http_endpoint_configuration[0].url == "https://contacts.example.com/ingest/firehose"
    error_message = "That is where the service takes them."
  }
  assert {
    condition     = aws_kinesis_firehose_delivery_stream.contact_records[0].http_endpoint_configuration[0].buffering_size == 1
    error_message = "A request has to be worked off within the three minutes that Firehose waits."
  }
  assert {
    condition     = aws_kinesis_firehose_delivery_stream.contact_records[0].http_endpoint_configuration[0].s3_backup_mode == "FailedDataOnly"
    error_message = "What cannot be delivered is kept."
  }
  assert {
    condition     = aws_connect_instance_storage_config.contact_records[0].storage_config[0].storage_type == "KINESIS_FIREHOSE"
    error_message = "Amazon Connect has to send them there."
  }
  assert {
    condition = contains(jsondecode(aws_ecs_task_definition.service.container_definitions)[0].secrets, {
      name = "CONTACT_STATUS_FIREHOSE_ACCESS_KEY", valueFrom = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:firehose-AbCdEf:api_key::"
    })
    error_message = "Both sides have the access key from the same secret."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "BackfillRead"]) == ["arn:aws:s3:::test-undelivered-111122223333-eu-west-2/*"]
    error_message = "What was not delivered can be back-filled."
  }
  assert {
    condition     = alltrue([for name in ["firehose-late", "firehose-undelivered"] : contains(keys(aws_cloudwatch_metric_alarm.this), name)])
    error_message = "Somebody has to be told."
  }
}

run "recordings_are_opened_where_they_lie_and_nowhere_else" {
  command = plan

  variables {
    recordings = [
      { bucket = "example-recordings", prefix = "connect/example", key_arn = "arn:aws:kms:eu-west-2:111122223333:key/11111111-2222-3333-4444-555555555555" },
      { bucket = "example-recordings-us", region = "us-east-1" },
    ]
  }

  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "Recordings"]) == [
      "arn:aws:s3:::example-recordings/connect/example/*",
      "arn:aws:s3:::example-recordings-us/*",
    ]
    error_message = "The service may read what it signs for."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Condition.StringEquals["kms:ViaService"] if statement.Sid == "RecordingsKey0"]) == "s3.eu-west-2.amazonaws.com"
    error_message = "The key opens objects of S3 and nothing else."
  }
  assert {
    condition = alltrue([
      for wanted in [
        { name = "CONTACT_STATUS_MEDIA_RECORDINGS_BUCKETS_0_PREFIX", value = "connect/example" },
        { name = "CONTACT_STATUS_MEDIA_RECORDINGS_BUCKETS_0_REGION", value = "eu-west-2" },
        { name = "CONTACT_STATUS_MEDIA_RECORDINGS_BUCKETS_1_NAME", value = "example-recordings-us" },
        { name = "CONTACT_STATUS_MEDIA_RECORDINGS_BUCKETS_1_REGION", value = "us-east-1" },
      ] : contains(jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment, wanted)
    ])
    error_message = "The service has to know them, each with its region."
  }
}

run "audio_is_captured_where_and_for_as_long_as_was_said" {
  command = plan

  variables {
    media_streams    = true
    alarm_topic_arns = ["arn:aws:sns:eu-west-2:111122223333:on-call"]
    capture = {
      retention_days    = 90
      queues            = ["billing", "sales"]
      consent_attribute = "consent"
      pause_attribute   = "pauseRecording"
    }
  }

  assert {
    condition = {
      for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : setting.name => setting.value
      if strcontains(setting.name, "_MEDIA_")
      } == {
      CONTACT_STATUS_MEDIA_ENABLED           = "true"
      CONTACT_STATUS_MEDIA_RETENTION         = "90d"
      CONTACT_STATUS_MEDIA_BUCKET            = "test-captured-111122223333-eu-west-2"
      CONTACT_STATUS_MEDIA_KMS_KEY           = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000002"
      CONTACT_STATUS_MEDIA_ACCOUNTS          = "111122223333"
      CONTACT_STATUS_MEDIA_STREAM_PREFIX     = "test-connect-"
      CONTACT_STATUS_MEDIA_QUEUES            = "billing,sales"
      CONTACT_STATUS_MEDIA_CONSENT_ATTRIBUTE = "consent"
      CONTACT_STATUS_MEDIA_PAUSE_ATTRIBUTE   = "pauseRecording"
    }
    error_message = "What was said, and nothing about what was not."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "MediaStreams"]) == ["arn:aws:kinesisvideo:eu-west-2:111122223333:stream/test-connect-*"]
    error_message = "Streams that Amazon Connect makes for this installation, and no others."
  }
  assert {
    condition = toset(one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Action if statement.Sid == "MediaStreams"])) == toset([
      "kinesisvideo:GetDataEndpoint", "kinesisvideo:GetMedia", "kinesisvideo:GetMediaForFragmentList", "kinesisvideo:ListFragments",
    ])
    error_message = "Reading them, as they are spoken and afterwards."
  }
  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement if statement.Sid == "KeyOfMediaStreams"]) == {
      Sid       = "KeyOfMediaStreams"
      Effect    = "Allow"
      Action    = "kms:Decrypt"
      Resource  = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000002"
      Condition = { StringEquals = { "kms:ViaService" = "kinesisvideo.eu-west-2.amazonaws.com" } }
    }
    error_message = "Without the key each body says 4500 and nothing else."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "Captured"]) == "arn:aws:s3:::test-captured-111122223333-eu-west-2/captured/*"
    error_message = "Where the service puts it."
  }
  # What IAM takes of all policies of a role together.
  assert {
    condition     = length(aws_iam_role_policy.task.policy) <= 10240
    error_message = "IAM takes no more."
  }
  assert {
    condition = (
      aws_s3_bucket_lifecycle_configuration.captured[0].rule[0].expiration[0].days == 97 &&
      aws_s3_bucket_lifecycle_configuration.captured[0].rule[0].noncurrent_version_expiration[0].noncurrent_days == 1 &&
      aws_s3_bucket_lifecycle_configuration.captured[0].rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 7
    )
    error_message = "The service deletes first; what it leaves goes by itself."
  }
  assert {
    condition     = aws_connect_contact_flow.agent_whisper[0].type == "AGENT_WHISPER" && jsondecode(aws_connect_contact_flow.agent_whisper[0].content).StartAction == "log"
    error_message = "A flow has to start the streams."
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.captures_behind[0].threshold == 60000 &&
      aws_cloudwatch_metric_alarm.this["captures-failing"].metric_name == "CapturesFailing" &&
      aws_cloudwatch_metric_alarm.captures_behind[0].alarm_actions == toset(var.alarm_topic_arns)
    )
    error_message = "Somebody has to be told."
  }
}

run "contacts_are_archived_for_as_long_as_was_said" {
  command = plan

  variables {
    archive = { keep_days = 400 }
  }

  assert {
    condition = {
      for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : setting.name => setting.value
      if strcontains(setting.name, "_ARCHIVE_")
      } == {
      CONTACT_STATUS_ARCHIVE_ENABLED = "true"
      CONTACT_STATUS_ARCHIVE_BUCKET  = "test-archive-111122223333-eu-west-2"
      CONTACT_STATUS_ARCHIVE_KMS_KEY = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000002"
      CONTACT_STATUS_ARCHIVE_KEEP    = "400d"
    }
    error_message = "What was said."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "Archive"]) == "arn:aws:s3:::test-archive-111122223333-eu-west-2/archive/*"
    error_message = "Where the service puts it."
  }
  assert {
    condition = (
      aws_s3_bucket_versioning.archive[0].versioning_configuration[0].status == "Enabled" &&
      aws_s3_bucket_lifecycle_configuration.archive[0].rule[0].expiration[0].days == 401 &&
      aws_s3_bucket_lifecycle_configuration.archive[0].rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
    )
    error_message = "Objects outlive their contacts by a day, what they were by a month."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["archive-behind"].metric_name == "ArchiveBehind"
    error_message = "What is not archived in time is lost."
  }
  assert {
    condition     = length(aws_iam_role_policy.task.policy) <= 10240
    error_message = "IAM takes no more."
  }
}

run "instances_of_other_accounts_are_asked_in_their_roles_and_files_of_contact_lens_read" {
  command = plan

  variables {
    instances = [
      { arn = "arn:aws:connect:eu-west-2:111122223333:instance/12345678-1234-1234-1234-123456789012", alias = "london", time_zone = "Europe/London" },
      { arn = "arn:aws:connect:eu-west-2:444455556666:instance/22345678-1234-1234-1234-123456789012", role_arn = "arn:aws:iam::444455556666:role/contacts" },
    ]
    analysis_files = [{ bucket = "recorded", prefix = "connect/london/" }]
    announce       = { enabled = true, conversations = true }
  }

  assert {
    condition = {
      for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : setting.name => setting.value
      if strcontains(setting.name, "_INSTANCES_") || strcontains(setting.name, "_ANALYSIS_") || strcontains(setting.name, "_CONVERSATIONS_")
      } == {
      CONTACT_STATUS_INSTANCES_0_ARN                = "arn:aws:connect:eu-west-2:111122223333:instance/12345678-1234-1234-1234-123456789012"
      CONTACT_STATUS_INSTANCES_0_ALIAS              = "london"
      CONTACT_STATUS_INSTANCES_0_TIME_ZONE          = "Europe/London"
      CONTACT_STATUS_INSTANCES_1_ARN                = "arn:aws:connect:eu-west-2:444455556666:instance/22345678-1234-1234-1234-123456789012"
      CONTACT_STATUS_INSTANCES_1_ROLE_ARN           = "arn:aws:iam::444455556666:role/contacts"
      CONTACT_STATUS_ANALYSIS_FILES_ENABLED         = "true"
      CONTACT_STATUS_ANALYSIS_FILES_PLACES_0_BUCKET = "recorded"
      CONTACT_STATUS_ANALYSIS_FILES_PLACES_0_PREFIX = "connect/london/"
      CONTACT_STATUS_CONVERSATIONS_ENABLED          = "true"
    }
    error_message = "What was said."
  }
  assert {
    condition = alltrue([
      for rule in [aws_cloudwatch_event_rule.contact_events, aws_cloudwatch_event_rule.contact_lens_rules] :
      jsondecode(rule.event_pattern).detail.instanceArn == concat([data.aws_connect_instance.this[0].arn], var.instances[*].arn)
    ])
    error_message = "Events of all of them are taken, in whichever account they are."
  }
  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if contains(["ConnectContacts", "ConnectNames"], statement.Sid)] == [
      [for arn in [data.aws_connect_instance.this[0].arn, var.instances[0].arn] : "${arn}/contact/*"],
      flatten([for arn in [data.aws_connect_instance.this[0].arn, var.instances[0].arn] : ["${arn}/queue/*", "${arn}/agent/*"]]),
    ]
    error_message = "Those without a role of their own are asked about as ourselves."
  }
  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Sid => statement.Resource
      if contains(["RolesOfInstances", "AnalysisList", "AnalysisRead"], statement.Sid)
      } == {
      RolesOfInstances = ["arn:aws:iam::444455556666:role/contacts"]
      AnalysisList     = ["arn:aws:s3:::recorded"]
      AnalysisRead     = ["arn:aws:s3:::recorded/connect/london/Analysis/*"]
    }
    error_message = "No more than what was named."
  }
}

run "audio_is_captured_from_streams_that_were_there_before" {
  command = plan

  variables {
    capture = {
      retention_days = 1
      stream_prefix  = "support-connect-example-"
      stream_key_arn = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000009"
      agent_whisper  = false
    }
  }

  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "MediaStreams"]) == ["arn:aws:kinesisvideo:eu-west-2:111122223333:stream/support-connect-example-*"]
    error_message = "Those that were named."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement.Resource if statement.Sid == "KeyOfMediaStreams"]) == "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000009"
    error_message = "By their own key."
  }
  assert {
    condition     = length(aws_connect_instance_storage_config.media_streams) == 0 && length(aws_connect_contact_flow.agent_whisper) == 0
    error_message = "Amazon Connect is left as it is."
  }
}

run "nothing_is_captured_unless_it_is_asked_for" {
  command = plan

  variables {
    media_streams = true
  }

  assert {
    condition = length(aws_s3_bucket.captured) == 0 && length(aws_s3_bucket.archive) == 0 && output.captured_audio == null && !anytrue([
      for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : contains(["MediaStreams", "Captured", "Archive"], statement.Sid)
    ])
    error_message = "Streams may be for others."
  }
}

run "nothing_can_be_captured_where_nothing_is_streamed" {
  command = plan

  variables {
    capture = { retention_days = 90 }
  }

  expect_failures = [var.capture]
}

run "nothing_can_be_captured_where_data_streaming_is_off" {
  command = plan

  variables {
    capture                = { retention_days = 90 }
    media_streams          = true
    connect_data_streaming = false
  }

  expect_failures = [var.capture]
}

run "audio_is_kept_for_whole_days" {
  command = plan

  variables {
    media_streams = true
    capture       = { retention_days = 0.5 }
  }

  expect_failures = [var.capture]
}

run "firehose_needs_a_public_address" {
  command = plan

  variables {
    contact_records_by  = "firehose"
    firehose_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:firehose-AbCdEf"
    public_host_name    = "contacts.example.com"
  }

  expect_failures = [var.load_balancer_public]
}

run "announcing_is_allowed_only_as_oneself" {
  command = plan

  variables {
    announce = { enabled = true, source = "example.contacts", bus = "crm" }
  }

  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement if statement.Sid == "Announce"]) == {
      Sid       = "Announce"
      Effect    = "Allow"
      Action    = "events:PutEvents"
      Resource  = "arn:aws:events:eu-west-2:111122223333:event-bus/crm"
      Condition = { StringEquals = { "events:source" = "example.contacts" } }
    }
    error_message = "To the bus, and as the source, that were configured."
  }
  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.task.policy).Statement : statement if statement.Sid == "AnnounceLook"]) == {
      Sid      = "AnnounceLook"
      Effect   = "Allow"
      Action   = "events:DescribeEventBus"
      Resource = "arn:aws:events:eu-west-2:111122223333:event-bus/crm"
    }
    error_message = "It has to be able to see whether the bus is there."
  }
}

run "announcing_takes_no_arn_for_a_name" {
  command = plan

  variables {
    announce = { enabled = true, bus = "arn:aws:events:eu-west-2:111122223333:event-bus/crm" }
  }

  expect_failures = [var.announce]
}

run "tasks_tell_each_other_by_the_redis_that_is_named" {
  command = plan

  variables {
    environment = { CONTACT_STATUS_LIVE_REFRESH = "1m" }
    live_redis = {
      host                = "redis.example.com"
      port                = 6380
      username            = "contact-status"
      password_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:redis-AbCdEf:password::"
      channel             = "test.live"
      security_group_id   = "sg-0a1b"
    }
  }

  assert {
    condition = {
      for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : setting.name => setting.value
      if can(regex("_LIVE_|REDIS", setting.name))
      } == {
      CONTACT_STATUS_LIVE_BUS       = "redis"
      CONTACT_STATUS_LIVE_CHANNEL   = "test.live"
      CONTACT_STATUS_LIVE_REFRESH   = "1m"
      SPRING_DATA_REDIS_HOST        = "redis.example.com"
      SPRING_DATA_REDIS_PORT        = "6380"
      SPRING_DATA_REDIS_SSL_ENABLED = "true"
      SPRING_DATA_REDIS_USERNAME    = "contact-status"
    }
    error_message = "Over TLS unless told otherwise, and nothing secret."
  }
  assert {
    condition = contains(jsondecode(aws_ecs_task_definition.service.container_definitions)[0].secrets, {
      name = "SPRING_DATA_REDIS_PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:redis-AbCdEf:password::"
    })
    error_message = "The password comes from where it is kept."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement.Resource if statement.Sid == "Secrets"]) == ["arn:aws:secretsmanager:eu-west-2:111122223333:secret:redis-AbCdEf"]
    error_message = "And may be read there."
  }
  assert {
    condition = (
      aws_vpc_security_group_egress_rule.to_redis[0].referenced_security_group_id == "sg-0a1b" &&
      aws_vpc_security_group_egress_rule.to_redis[0].cidr_ipv4 == null &&
      aws_vpc_security_group_egress_rule.to_redis[0].from_port == 6380 && aws_vpc_security_group_egress_rule.to_redis[0].to_port == 6380
    )
    error_message = "To its security group, on its port only."
  }
}

run "a_redis_needs_no_more_than_a_host" {
  command = plan

  variables {
    live_redis = { host = "redis.example.com" }
  }

  assert {
    condition = {
      for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : setting.name => setting.value
      if can(regex("_LIVE_|REDIS", setting.name))
      } == {
      CONTACT_STATUS_LIVE_BUS       = "redis"
      CONTACT_STATUS_LIVE_CHANNEL   = "contact-status.live"
      SPRING_DATA_REDIS_HOST        = "redis.example.com"
      SPRING_DATA_REDIS_PORT        = "6379"
      SPRING_DATA_REDIS_SSL_ENABLED = "true"
    }
    error_message = "TLS, and the usual port and channel."
  }
  assert {
    condition     = [for secret in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].secrets : secret.name] == ["CONTACT_STATUS_SECURITY_CURSOR_SECRET", "CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET"]
    error_message = "No password was named."
  }
  assert {
    condition     = aws_vpc_security_group_egress_rule.to_redis[0].cidr_ipv4 == "0.0.0.0/0" && aws_vpc_security_group_egress_rule.to_redis[0].from_port == 6379
    error_message = "Where it is nobody has said."
  }
}

run "there_is_no_redis_unless_one_is_named" {
  command = plan

  assert {
    condition = !anytrue([
      for setting in jsondecode(aws_ecs_task_definition.service.container_definitions)[0].environment : can(regex("_LIVE_|REDIS", setting.name))
    ])
    error_message = "The service keeps to its own settings."
  }
  assert {
    condition     = length(aws_vpc_security_group_egress_rule.to_redis) == 0
    error_message = "And connects to no other port than before."
  }
}

run "a_redis_takes_no_address" {
  command = plan

  variables {
    live_redis = { host = "rediss://redis.example.com:6379" }
  }

  expect_failures = [var.live_redis]
}

run "a_redis_takes_no_port_of_the_system" {
  command = plan

  variables {
    live_redis = { host = "redis.example.com", port = 443 }
  }

  expect_failures = [var.live_redis]
}

run "a_redis_takes_no_password_itself" {
  command = plan

  variables {
    live_redis = { host = "redis.example.com", password_secret_arn = "hunter2" }
  }

  expect_failures = [var.live_redis]
}

run "a_redis_takes_no_spaces_in_its_channel" {
  command = plan

  variables {
    live_redis = { host = "redis.example.com", channel = "contact status" }
  }

  expect_failures = [var.live_redis]
}

run "a_redis_takes_no_security_group_by_name" {
  command = plan

  variables {
    live_redis = { host = "redis.example.com", security_group_id = "redis" }
  }

  expect_failures = [var.live_redis]
}

run "a_user_of_redis_needs_a_password" {
  command = plan

  variables {
    live_redis = { host = "redis.example.com", username = "contact-status" }
  }

  expect_failures = [var.live_redis]
}

run "flows_call_a_function_in_the_vpc" {
  command = plan

  variables {
    public_host_name = "contacts.example.com"
    secret_key_arns  = ["arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000003"]
    alarm_topic_arns = ["arn:aws:sns:eu-west-2:111122223333:on-call"]
    flow_function = {
      api_key_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:flows-AbCdEf"
      subnet_ids         = ["subnet-1", "subnet-2"]
    }
  }

  assert {
    condition = aws_cloudformation_stack.flow_function[0].parameters == tomap({
      Name                      = "test"
      ServiceUrl                = "https://contacts.example.com"
      ApiKeySecretArn           = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:flows-AbCdEf"
      SecretKeyArns             = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000003"
      StreamArn                 = "arn:aws:kinesis:eu-west-2:111122223333:stream/test-contacts"
      KeyArn                    = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-0000-0000-0000-000000000002"
      ConnectInstanceArn        = "arn:aws:connect:eu-west-2:111122223333:instance/0a1b2c3d-0000-0000-0000-000000000001"
      Vpc                       = "vpc-1"
      Subnets                   = "subnet-1,subnet-2"
      LoadBalancerSecurityGroup = "sg-0a1b2c3d"
      LogRetentionDays          = "30"
      AlarmTopicArns            = "arn:aws:sns:eu-west-2:111122223333:on-call"
    })
    error_message = "The stack has to be told all that it cannot know."
  }
  assert {
    condition     = aws_cloudformation_stack.flow_function[0].template_body == file("../cloudformation/flow-function.yaml")
    error_message = "The same stack as with CloudFormation alone."
  }
}

run "flows_call_a_function_over_the_internet" {
  command = plan

  variables {
    load_balancer_public = true
    public_host_name     = "contacts.example.com"
    flow_function        = { api_key_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:flows-AbCdEf" }
  }

  assert {
    condition = alltrue([
      for key in ["Vpc", "Subnets", "LoadBalancerSecurityGroup", "SecretKeyArns"] :
      aws_cloudformation_stack.flow_function[0].parameters[key] == ""
    ])
    error_message = "It is in no VPC."
  }
}

run "there_is_no_function_unless_one_is_asked_for" {
  command = plan

  assert {
    condition     = length(aws_cloudformation_stack.flow_function) == 0 && output.flow_function == null
    error_message = "Flows call nothing."
  }
}

run "a_function_takes_no_key_itself" {
  command = plan

  variables {
    load_balancer_public = true
    public_host_name     = "contacts.example.com"
    flow_function        = { api_key_secret_arn = "hunter2" }
  }

  expect_failures = [var.flow_function]
}

run "a_function_outside_the_vpc_needs_a_public_address" {
  command = plan

  variables {
    public_host_name = "contacts.example.com"
    flow_function    = { api_key_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:flows-AbCdEf" }
  }

  expect_failures = [var.flow_function]
}

run "a_function_needs_the_name_in_the_certificate" {
  command = plan

  variables {
    load_balancer_public = true
    flow_function        = { api_key_secret_arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:flows-AbCdEf" }
  }

  expect_failures = [var.flow_function]
}

run "refuses_what_would_not_work" {
  command = plan

  variables {
    name                   = "CONTACTS"
    image                  = "contact-status:latest"
    container_user         = "0:0"
    secrets                = { OTHER = "hunter2" }
    stop_timeout           = 30
    stream_retention_hours = 1
    retrieval              = "push"
    cpu                    = 1024
    memory                 = 16384
  }

  expect_failures = [
    var.name, var.image, var.container_user, var.secrets, var.stop_timeout, var.stream_retention_hours, var.retrieval, var.memory,
  ]
}
