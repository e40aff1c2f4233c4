variable "name" {
  description = "Put before the name of everything that is made. Also the name of KCL's application, so of its lease table and fan-out consumer: changing it starts reading over."
  type        = string
  default     = "contact-status"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}[a-z0-9]$", var.name))
    error_message = "3 to 22 lower-case letters, digits and hyphens: it is part of the names of buckets and load balancers."
  }
}

variable "region" {
  description = "Where the Amazon Connect instance is; its log group and its streams have to be in the same region."
  type        = string
}

variable "tags" {
  description = "On everything that is made."
  type        = map(string)
  default     = {}
}

variable "deletion_protection" {
  description = "Whether tables, load balancer and bucket refuse to be destroyed with what is in them. Apply it as false before `terraform destroy`."
  type        = bool
  default     = true
}

variable "alarm_topic_arns" {
  description = "SNS topics that are told when an alarm goes off and when it is over."
  type        = list(string)
  default     = []
}

# Amazon Connect

variable "connect_instance_id" {
  description = "The Amazon Connect instance. Without one nothing of Amazon Connect is touched, and the contact events of all instances are taken."
  type        = string
  default     = null

  validation {
    condition     = var.connect_instance_id == null || can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.connect_instance_id))
    error_message = "The id only: the last part of the instance's ARN."
  }
}

variable "instances" {
  description = "Instances of Amazon Connect that something is set for: what they are called, whose way of writing numbers and which days they have, and for one in another account the role there as which Amazon Connect is asked about it."
  type = list(object({
    arn            = string
    alias          = optional(string)
    default_region = optional(string)
    time_zone      = optional(string)
    role_arn       = optional(string)
  }))
  default = []

  validation {
    condition     = alltrue([for one in var.instances : can(regex("^arn:aws[a-z-]*:connect:[a-z0-9-]+:[0-9]{12}:instance/[0-9a-f-]{36}$", one.arn))])
    error_message = "The ARN of each instance, not its id."
  }
  validation {
    condition     = alltrue([for one in var.instances : one.role_arn == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*?]+$", one.role_arn))])
    error_message = "A role's ARN, without wildcards."
  }
}

variable "analysis_files" {
  description = "Where instances keep recordings, and Contact Lens what it makes of conversations that are over: read where there is one."
  type = list(object({
    bucket      = string
    prefix      = optional(string, "")
    kms_key_arn = optional(string)
  }))
  default = []

  validation {
    condition     = alltrue([for one in var.analysis_files : one.prefix == "" || can(regex("^[^/*].*/$", one.prefix))])
    error_message = "A prefix is what comes before Analysis/: with a slash at its end, none in front, and without wildcards."
  }
}

variable "connect_data_streaming" {
  description = "Whether Amazon Connect sends contact records and agent events. False takes the settings off the instance again and leaves everything else as it is."
  type        = bool
  default     = true
}

variable "contact_records_by" {
  description = "How contact records come: over the stream, or by Firehose to POST /ingest/firehose of a public load balancer."
  type        = string
  default     = "stream"

  validation {
    condition     = contains(["stream", "firehose"], var.contact_records_by)
    error_message = "stream or firehose."
  }
}

variable "agent_events" {
  description = "Whether agent events are streamed: the only source of ringing, missed, hold and the agent's name."
  type        = bool
  default     = true
}

variable "media_streams" {
  description = "Whether live audio goes to Kinesis Video Streams. Costs per minute of audio, and the callers have to be told."
  type        = bool
  default     = false
}

variable "media_retention_hours" {
  description = "How long live audio is kept in Kinesis Video Streams."
  type        = number
  default     = 24

  validation {
    condition     = var.media_retention_hours >= 1 && var.media_retention_hours <= 87600
    error_message = "1 hour to 10 years."
  }
}

variable "archive" {
  description = "Whether contacts that are over are archived in a bucket made here, and for how many days they are kept."
  type = object({
    keep_days = optional(number, 730)
  })
  default = null

  validation {
    condition     = try(var.archive.keep_days >= 1 && var.archive.keep_days <= 3650 && floor(var.archive.keep_days) == var.archive.keep_days, true)
    error_message = "Whole days, 1 to 3650."
  }
}

variable "capture" {
  description = "Whether the service captures the audio of calls, and for how long it is kept in a bucket made here. Of which queues (ids) or with which attribute, if not of all; with which attribute a caller agrees, and with which one it pauses. The streams are those of media_streams, unless a prefix of their names says otherwise, and their KMS key. With a flow for the agent whisper that starts streaming, unless there is one already."
  type = object({
    retention_days    = number
    queues            = optional(list(string), [])
    capture_attribute = optional(string)
    consent_attribute = optional(string)
    pause_attribute   = optional(string)
    stream_prefix     = optional(string)
    stream_key_arn    = optional(string)
    agent_whisper     = optional(bool, true)
  })
  default = null

  validation {
    condition     = try(var.capture.retention_days >= 1 && var.capture.retention_days <= 3650 && floor(var.capture.retention_days) == var.capture.retention_days, true)
    error_message = "Whole days, 1 to 3650."
  }
  validation {
    condition     = var.capture == null || (var.media_streams && var.connect_data_streaming) || try(length(var.capture.stream_prefix) > 0, false)
    error_message = "Without media_streams and connect_data_streaming nothing is streamed: switch them on, or say by stream_prefix whose streams are read."
  }
  validation {
    condition     = try(var.capture.stream_prefix, null) == null || can(regex("^[A-Za-z0-9_.-]+$", var.capture.stream_prefix))
    error_message = "The beginning of a stream's name: letters, digits and _ . -, without wildcards."
  }
  validation {
    condition     = try(var.capture.stream_key_arn, null) == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.capture.stream_key_arn))
    error_message = "The ARN of a KMS key."
  }
}

variable "flow_log_group" {
  description = "The log group of the flows, `/aws/connect/<alias>`. By default that of the instance; without an instance and without this, flow logs are not subscribed to."
  type        = string
  default     = null
}

variable "flow_log_subscription" {
  description = "Whether the flow logs are subscribed to. Without it the service asks for them itself, every few seconds."
  type        = bool
  default     = true
}

# Streams and tables

variable "stream_retention_hours" {
  description = "How long the service may be away before records are lost."
  type        = number
  default     = 48

  validation {
    condition     = var.stream_retention_hours >= 24 && var.stream_retention_hours <= 8760
    error_message = "24 hours to 365 days."
  }
}

variable "retrieval" {
  description = "How the streams are read: polling, or fan-out (own throughput, about 0.2 s sooner, paid per GB and consumer)."
  type        = string
  default     = "polling"

  validation {
    condition     = contains(["polling", "fan-out"], var.retrieval)
    error_message = "polling or fan-out."
  }
}

variable "table_prefix" {
  description = "Put before each table's name, to keep several installations in one account apart."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{0,200}$", var.table_prefix))
    error_message = "Letters, digits and _ . -"
  }
}

# The service

variable "image" {
  description = "The container image, with a digest or a tag that does not move."
  type        = string

  validation {
    condition     = can(regex("(@sha256:[0-9a-f]{64}|:[^/:]+)$", var.image)) && !endswith(var.image, ":latest")
    error_message = "Name a tag other than latest, or a digest: a task that is replaced must be the one that was tested."
  }
}

variable "image_repository_arn" {
  description = "The ECR repository of the image, if it is there; the tasks may then pull from it."
  type        = string
  default     = null
}

variable "container_user" {
  description = "Who the process is: user and group by number, as the image has them. Not root."
  type        = string
  default     = "10001:10001"

  validation {
    condition     = can(regex("^[1-9][0-9]*:[1-9][0-9]*$", var.container_user))
    error_message = "Numbers as 10001:10001, and not those of root."
  }
}

variable "environment" {
  description = "Further settings of the service, as environment variables. Nothing secret: they can be read in the task definition."
  type        = map(string)
  default     = {}
}

variable "secrets" {
  description = "Settings that are secret: environment variable to the ARN of an SSM parameter or a Secrets Manager secret. CONTACT_STATUS_SECURITY_CURSOR_SECRET and CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET have to be among them."
  type        = map(string)

  validation {
    condition     = contains(keys(var.secrets), "CONTACT_STATUS_SECURITY_CURSOR_SECRET")
    error_message = "The service does not start without CONTACT_STATUS_SECURITY_CURSOR_SECRET."
  }
  validation {
    condition     = contains(keys(var.secrets), "CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET")
    error_message = "Without CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET no customer can be followed in the audit from one task to another."
  }
  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:[a-z-]+:(ssm:[a-z0-9-]+:[0-9]{12}:parameter/|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:).+", arn))])
    error_message = "ARNs of SSM parameters or Secrets Manager secrets, never the secret itself."
  }
}

variable "secret_key_arns" {
  description = "KMS keys with which those secrets are encrypted, if not AWS's own."
  type        = list(string)
  default     = []
}

variable "cpu" {
  description = "CPU units of a task."
  type        = number
  default     = 1024

  validation {
    condition     = contains([512, 1024, 2048, 4096, 8192, 16384], var.cpu)
    error_message = "One of Fargate's sizes from 512 on."
  }
}

variable "memory" {
  description = "Memory of a task in MiB."
  type        = number
  default     = 2048

  validation {
    condition     = var.memory >= 1024 && var.memory >= 2 * var.cpu && var.memory <= 8 * var.cpu
    error_message = "Fargate wants 2 to 8 GiB for each vCPU, and the service at least 1 GiB."
  }
}

variable "architecture" {
  description = "What the image was built for."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "X86_64 or ARM64."
  }
}

variable "tasks" {
  description = "How many tasks run at least and at most. More than there are shards read nothing, they only answer. What one shows live of what another has stored is up to 10 s old unless they share a Redis: live_redis."
  type        = object({ min = number, max = number })
  default     = { min = 2, max = 6 }

  validation {
    condition     = var.tasks.min >= 1 && var.tasks.max >= var.tasks.min
    error_message = "At least one, and max not below min."
  }
}

variable "live_redis" {
  description = "The Redis or Valkey, not made here, by which tasks tell each other what changed: personal data, so over TLS. The secret in Secrets Manager is the password, or with `:password::` after its ARN, JSON in which that is password. Another channel for each installation that shares it. To its security group the tasks may then connect; without one, to its port anywhere."
  type = object({
    host                = string
    port                = optional(number, 6379)
    tls                 = optional(bool, true)
    username            = optional(string)
    password_secret_arn = optional(string)
    channel             = optional(string, "contact-status.live")
    security_group_id   = optional(string)
  })
  default = null

  validation {
    condition     = var.live_redis == null || can(regex("^[A-Za-z0-9.-]+$", var.live_redis.host))
    error_message = "The name of its host only: without redis:// before and a port after it."
  }
  validation {
    condition     = try(var.live_redis.port >= 1024 && var.live_redis.port <= 65535, true)
    error_message = "A port from 1024 to 65535."
  }
  validation {
    condition     = try(var.live_redis.username, null) == null || try(var.live_redis.password_secret_arn, null) != null
    error_message = "A user needs a password."
  }
  validation {
    condition     = try(var.live_redis.password_secret_arn, null) == null || can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+", var.live_redis.password_secret_arn))
    error_message = "The ARN of a Secrets Manager secret, never the password itself."
  }
  validation {
    condition     = var.live_redis == null || can(regex("^[a-zA-Z0-9_.:-]+$", var.live_redis.channel))
    error_message = "Letters, digits and _ . : -"
  }
  validation {
    condition     = try(var.live_redis.security_group_id, null) == null || can(regex("^sg-[0-9a-f]+$", var.live_redis.security_group_id))
    error_message = "The id of a security group."
  }
}

variable "stop_timeout" {
  description = "Seconds a task has between being asked to end and being killed: requests are answered, batches finished, leases given back."
  type        = number
  default     = 90

  validation {
    condition     = var.stop_timeout >= 60 && var.stop_timeout <= 120
    error_message = "60 (two shutdown phases of 25 s each, and some) to 120 (Fargate's most)."
  }
}

variable "log_retention_days" {
  description = "How long the service's own log is kept."
  type        = number
  default     = 30
}

# The network

variable "vpc_id" {
  type = string
}

variable "service_subnet_ids" {
  description = "Private subnets of the tasks. They need a way to Kinesis, DynamoDB, ECR, CloudWatch, and the secrets: NAT or endpoints."
  type        = list(string)

  validation {
    condition     = length(var.service_subnet_ids) >= 2
    error_message = "Two at least, in different zones."
  }
}

variable "load_balancer_subnet_ids" {
  type = list(string)

  validation {
    condition     = length(var.load_balancer_subnet_ids) >= 2
    error_message = "Two at least, in different zones."
  }
}

variable "load_balancer_public" {
  description = "Whether the load balancer can be reached from the internet. Firehose needs it."
  type        = bool
  default     = false

  validation {
    condition     = var.load_balancer_public || var.contact_records_by != "firehose"
    error_message = "Firehose delivers over the internet: contact_records_by = \"firehose\" needs a public load balancer."
  }
}

variable "client_cidrs" {
  description = "Who may reach the load balancer."
  type        = list(string)
}

variable "certificate_arn" {
  description = "The certificate of the load balancer, in ACM."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:acm:", var.certificate_arn))
    error_message = "The ARN of a certificate in ACM."
  }
}

variable "public_host_name" {
  description = "The name in that certificate, pointing to the load balancer. Firehose and the function of flows need to know it."
  type        = string
  default     = null

  validation {
    condition     = var.public_host_name != null || var.contact_records_by != "firehose"
    error_message = "Firehose has to be told where to deliver to."
  }
}

variable "firehose_secret_arn" {
  description = "Secrets Manager secret {\"api_key\": \"…\"}: the access key that Firehose sends and the service wants to see."
  type        = string
  default     = null

  validation {
    condition     = var.firehose_secret_arn != null || var.contact_records_by != "firehose"
    error_message = "Without an access key the service takes nothing from Firehose."
  }
}

# What else the service may do

variable "backfill_buckets" {
  description = "Buckets that may be back-filled from, besides that of what Firehose could not deliver."
  type        = list(string)
  default     = []
}

variable "backfill_key_arns" {
  description = "KMS keys with which the objects in those buckets are encrypted."
  type        = list(string)
  default     = []
}

variable "recordings" {
  description = "Where recordings lie that may be heard here: Amazon Connect's buckets, of each the folder (its prefix, as connect/example; all of the bucket without one), and the KMS key where they are encrypted with one of your own. The region is that of the service by itself."
  type = list(object({
    bucket  = string
    prefix  = optional(string, "")
    region  = optional(string)
    key_arn = optional(string)
  }))
  default = []

  validation {
    condition     = alltrue([for one in var.recordings : !startswith(one.prefix, "/") && !strcontains(one.prefix, "*")])
    error_message = "A prefix is the beginning of a key: without a slash in front, and without wildcards."
  }
}

variable "announce" {
  description = "Whether changes are announced on an EventBridge bus, as which source and on which bus."
  type = object({
    enabled = bool
    source  = optional(string, "contact-status")
    bus     = optional(string, "default")
    # The ends of conversations, too.
    conversations = optional(bool, false)
  })
  default = { enabled = false }

  validation {
    condition     = !startswith(var.announce.source, "aws.")
    error_message = "Only AWS's own events have a source that starts with aws."
  }
  validation {
    condition     = can(regex("^[A-Za-z0-9._/-]{1,256}$", var.announce.bus))
    error_message = "The name of a bus in this account and region, not its ARN: the permission is made from it."
  }
}

# What flows may call

variable "flow_function" {
  description = "A Lambda function by which flows look up, add, stop and report. The secret in Secrets Manager is an API key of the service, or JSON {\"api_key\": \"…\"}. With subnets, private ones with a way to Secrets Manager and Kinesis, it is in the VPC, and the load balancer lets it in; without, it comes over the internet."
  type = object({
    api_key_secret_arn = string
    subnet_ids         = optional(list(string), [])
  })
  default = null

  validation {
    condition     = try(var.flow_function.api_key_secret_arn, null) == null || can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$", var.flow_function.api_key_secret_arn))
    error_message = "The ARN of a Secrets Manager secret, never the key itself."
  }
  validation {
    condition     = var.flow_function == null || var.public_host_name != null
    error_message = "The function has to be told where the service is, by the name in its certificate: public_host_name."
  }
  validation {
    condition     = var.flow_function == null || var.load_balancer_public || try(length(var.flow_function.subnet_ids) > 0, false)
    error_message = "To a load balancer that is not public the function gets from subnets of the VPC only: subnet_ids."
  }
}

# When to scale and when to alarm

variable "scaling" {
  description = "Another task is started when the oldest unread record is older than lag_seconds, two when five times that; or when tasks are busier than cpu_percent."
  type        = object({ lag_seconds = optional(number, 30), cpu_percent = optional(number, 65) })
  default     = {}

  validation {
    condition     = var.scaling.lag_seconds >= 5 && var.scaling.cpu_percent >= 20 && var.scaling.cpu_percent <= 90
    error_message = "At least 5 seconds, and 20 to 90 percent."
  }
}

variable "alarm_lag_seconds" {
  description = "How old the oldest unread record may become before somebody is told."
  type        = number
  default     = 120
}

variable "alarm_capture_seconds" {
  description = "How far behind what is spoken the capture of audio may be before somebody is told."
  type        = number
  default     = 60

  validation {
    condition     = var.alarm_capture_seconds >= 5
    error_message = "At least 5 seconds."
  }
}
