"""What has to be there once infrastructure is up, asked of whatever AWS_ENDPOINT_URL points to."""

import base64
import gzip
import hashlib
import json
import os
import pathlib
import re
import time
import unittest

import boto3

NAME = os.environ["INSTALLATION_NAME"]
TABLE_PREFIX = os.environ["INSTALLATION_TABLE_PREFIX"]
MADE_BY = os.environ["INSTALLATION_MADE_BY"]
HAS_REDIS = os.environ["INSTALLATION_LIVE_REDIS"] == "true"
CAPTURES = os.environ["INSTALLATION_CAPTURE"] == "true"
HAS_FIREHOSE = os.environ["INSTALLATION_FIREHOSE"] == "true"
FLOW_LOGS = "/aws/connect/example"
TABLES = json.loads((pathlib.Path(__file__).parent.parent / "tables.json").read_text())

# moto's CloudFormation ignores these; nothing can be seen of them there.
only_terraform = unittest.skipUnless(MADE_BY == "terraform", "moto's CloudFormation does not do this")


def present(items):
    """What AWS::NoValue stands for, AWS leaves out of a list; moto puts a null there."""
    return [one for one in items if one is not None]


def layout(table):
    """Keys and indexes as tables.json has them."""
    types = {one["AttributeName"]: one["AttributeType"] for one in table["AttributeDefinitions"]}

    def keys(schema):
        by_kind = {one["KeyType"]: one["AttributeName"] for one in schema}
        return [[by_kind[kind], types[by_kind[kind]]] for kind in ("HASH", "RANGE") if kind in by_kind]

    return keys(table["KeySchema"]), {
        index["IndexName"]: keys(index["KeySchema"]) for index in table.get("GlobalSecondaryIndexes", [])
    }


class Tables(unittest.TestCase):
    dynamodb = boto3.client("dynamodb")

    def described(self, table):
        return self.dynamodb.describe_table(TableName=TABLE_PREFIX + table)["Table"]

    def test_are_those_that_the_service_makes_for_itself(self):
        made = [name for name in self.dynamodb.list_tables()["TableNames"]]
        self.assertEqual({TABLE_PREFIX + table for table in TABLES}, set(made))
        for name, wanted in TABLES.items():
            keys = [wanted["partition"]] + ([wanted["sort"]] if "sort" in wanted else [])
            self.assertEqual((keys, wanted["indexes"]), layout(self.described(name)), name)

    def test_have_indexes_of_keys_and_what_is_summed_up(self):
        for name in TABLES:
            for index in self.described(name).get("GlobalSecondaryIndexes", []):
                wanted = "INCLUDE" if index["IndexName"] == "Ended-index" else "KEYS_ONLY"
                self.assertEqual(wanted, index["Projection"]["ProjectionType"], index["IndexName"])

    @only_terraform
    def test_expire_are_recoverable_and_encrypted(self):
        for name in TABLES:
            table = TABLE_PREFIX + name
            ttl = self.dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
            self.assertEqual({"AttributeName": "DDB_ExpiryEpoch", "TimeToLiveStatus": "ENABLED"}, ttl, name)
            backups = self.dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
            self.assertEqual("ENABLED", backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"], name)
            self.assertEqual("KMS", self.described(name)["SSEDescription"]["SSEType"], name)


class Streams(unittest.TestCase):
    kinesis = boto3.client("kinesis")

    def described(self):
        for name in ("contacts", "flow-logs"):
            yield self.kinesis.describe_stream_summary(StreamName=f"{NAME}-{name}")["StreamDescriptionSummary"]

    def test_keep_two_days(self):
        self.assertEqual([48, 48], [stream["RetentionPeriodHours"] for stream in self.described()])

    @only_terraform
    def test_are_on_demand_and_encrypted(self):
        self.assertEqual(["ON_DEMAND"] * 2, [stream["StreamModeDetails"]["StreamMode"] for stream in self.described()])
        self.assertEqual(["KMS"] * 2, [stream["EncryptionType"] for stream in self.described()])

    def test_get_contact_events_by_contact(self):
        events = boto3.client("events")
        pattern = json.loads(events.describe_rule(Name=f"{NAME}-contact-events")["EventPattern"])
        self.assertEqual(["aws.connect"], pattern["source"])
        self.assertIn("Amazon Connect Contact Event", pattern["detail-type"])
        (target,) = events.list_targets_by_rule(Rule=f"{NAME}-contact-events")["Targets"]
        self.assertTrue(target["Arn"].endswith(f":stream/{NAME}-contacts"), target["Arn"])
        self.assertEqual({"PartitionKeyPath": "$.detail.contactId"}, target["KinesisParameters"])
        self.assertTrue(target["DeadLetterConfig"]["Arn"].endswith(f":{NAME}-undelivered-contact-events"))

    def test_get_rules_that_matched_a_contact(self):
        events = boto3.client("events")
        pattern = json.loads(events.describe_rule(Name=f"{NAME}-contact-lens-rules")["EventPattern"])
        self.assertIn({"suffix": "Rules Matched"}, pattern["detail-type"])
        self.assertEqual([{"exists": True}], pattern["detail"]["contactArn"])
        (target,) = events.list_targets_by_rule(Rule=f"{NAME}-contact-lens-rules")["Targets"]
        self.assertEqual({"PartitionKeyPath": "$.detail.contactArn"}, target["KinesisParameters"])

    @only_terraform
    def test_get_what_a_flow_logs(self):
        logs = boto3.client("logs")
        line = json.dumps({"ContactId": "0b1d0a5e", "ContactFlowModuleType": "PlayPrompt"})
        logs.create_log_stream(logGroupName=FLOW_LOGS, logStreamName="today")
        logs.put_log_events(
            logGroupName=FLOW_LOGS,
            logStreamName="today",
            logEvents=[{"timestamp": int(time.time() * 1000), "message": line}],
        )
        envelopes = [json.loads(gzip.decompress(self.unwrapped(data))) for data in self.records(f"{NAME}-flow-logs")]
        messages = [event["message"] for envelope in envelopes for event in envelope["logEvents"]]
        self.assertIn(line, messages)

    def records(self, stream):
        for shard in self.kinesis.list_shards(StreamName=stream)["Shards"]:
            iterator = self.kinesis.get_shard_iterator(
                StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            for record in self.kinesis.get_records(ShardIterator=iterator)["Records"]:
                yield record["Data"]

    @staticmethod
    def unwrapped(data):
        """moto encodes once more than CloudWatch Logs does."""
        return data if data[:2] == b"\x1f\x8b" else base64.b64decode(data)


class Service(unittest.TestCase):
    ecs = boto3.client("ecs")

    def test_is_run_read_only_by_an_ordinary_user(self):
        (service,) = self.ecs.describe_services(cluster=NAME, services=[NAME])["services"]
        self.assertEqual(2, service["desiredCount"])
        task = self.ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
        (container,) = task["containerDefinitions"]
        self.assertTrue(container["readonlyRootFilesystem"])
        self.assertEqual("10001:10001", container["user"])
        self.assertGreaterEqual(int(container["stopTimeout"]), 60)

    def test_reads_the_streams_and_tables_that_were_made(self):
        settings = self.settings()
        self.assertEqual(TABLE_PREFIX, settings["CONTACT_STATUS_TABLES_PREFIX"])
        self.assertEqual(NAME, settings["CONTACT_STATUS_KINESIS_APPLICATION"])
        self.assertEqual(
            {f"{NAME}-contacts", f"{NAME}-flow-logs"}, set(settings["CONTACT_STATUS_KINESIS_STREAMS"].split(","))
        )

    def settings(self):
        task = self.ecs.describe_task_definition(taskDefinition=NAME)["taskDefinition"]
        return {one["name"]: one["value"] for one in present(task["containerDefinitions"][0]["environment"])}

    def test_is_asked_whether_it_is_ready(self):
        (group,) = boto3.client("elbv2").describe_target_groups(Names=[NAME])["TargetGroups"]
        self.assertEqual("/actuator/health/readiness", group["HealthCheckPath"])
        # Clients cannot take the connections of this port.
        self.assertEqual(self.settings()["CONTACT_STATUS_HEALTH_PORT"], group["HealthCheckPort"])

    @only_terraform
    def test_keeps_whoever_is_logged_in_at_one_task(self):
        elb = boto3.client("elbv2")
        (group,) = elb.describe_target_groups(Names=[NAME])["TargetGroups"]
        attributes = elb.describe_target_group_attributes(TargetGroupArn=group["TargetGroupArn"])["Attributes"]
        found = {one["Key"]: one["Value"] for one in attributes}
        self.assertEqual("true", found["stickiness.enabled"])
        self.assertEqual("app_cookie", found["stickiness.type"])
        self.assertEqual("contact-status-session", found["stickiness.app_cookie.cookie_name"])

    @only_terraform
    def test_is_watched(self):
        alarms = boto3.client("cloudwatch").describe_alarms()["MetricAlarms"]
        named = {alarm["AlarmName"].removeprefix(NAME + "-"): alarm for alarm in alarms}
        for name in ("behind-contacts", "behind-flow-logs", "no-healthy-task", "dead-letters", "flows-limited", "contact-events-undelivered"):
            self.assertIn(name, named)
        self.assertEqual("breaching", named["behind-contacts"]["TreatMissingData"])

    @only_terraform
    def test_may_use_its_tables_by_name_only(self):
        iam = boto3.client("iam")
        policy = iam.get_role_policy(RoleName=f"{NAME}-task", PolicyName="service")["PolicyDocument"]
        statement = {one["Sid"]: one for one in policy["Statement"]}
        for name, wanted in TABLES.items():
            self.assertEqual(["dynamodb:" + action for action in wanted["actions"]], statement[name]["Action"])
            self.assertEqual(1 + len(wanted["indexes"]), len(statement[name]["Resource"]))


class OffByItself(unittest.TestCase):
    """What is announced, listed and read only where that was asked for."""

    def settings(self):
        task = boto3.client("ecs").describe_task_definition(taskDefinition=NAME)["taskDefinition"]
        environment = {one["name"]: str(one["value"]) for one in present(task["containerDefinitions"][0]["environment"])}
        kinds = ("_ANALYSIS_FILES_", "_ANNOUNCE_", "_CONVERSATIONS_", "_CHANGES_", "_RECONCILE_", "_TRANSCRIPTS_")
        return {name: value for name, value in environment.items() if any(kind in name for kind in kinds)}

    def policy(self):
        """As text: what a stack's role may, moto has as text that is no JSON."""
        iam = boto3.client("iam")
        for role in iam.list_roles()["Roles"]:
            if "service" in iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]:
                return str(iam.get_role_policy(RoleName=role["RoleName"], PolicyName="service")["PolicyDocument"])
        raise AssertionError("the service has no role")

    @unittest.skipUnless(CAPTURES, "it was not asked for")
    def test_is_there_with_its_rights(self):
        self.assertEqual(
            {
                "CONTACT_STATUS_ANALYSIS_FILES_ENABLED": "true",
                "CONTACT_STATUS_ANALYSIS_FILES_PLACES_0_BUCKET": "recorded",
                "CONTACT_STATUS_ANALYSIS_FILES_PLACES_0_PREFIX": "connect/example/",
                "CONTACT_STATUS_ANNOUNCE_ENABLED": "true",
                "CONTACT_STATUS_ANNOUNCE_SOURCE": "contacts",
                "CONTACT_STATUS_ANNOUNCE_BUS": "company",
                "CONTACT_STATUS_CONVERSATIONS_ENABLED": "true",
                "CONTACT_STATUS_CHANGES_ENABLED": "true",
                "CONTACT_STATUS_RECONCILE_ENABLED": "true",
                "CONTACT_STATUS_TRANSCRIPTS_STORE": "none",
            },
            self.settings(),
        )
        policy = self.policy()
        for right in (
            "arn:aws:s3:::recorded/connect/example/Analysis/*",
            "key/12345678-1234-1234-1234-123456789012",
            "event-bus/company",
            "events:DescribeEventBus",
        ):
            self.assertIn(right, policy)
        self.assertRegex(policy, r"'events:source': '?contacts'?")

    @unittest.skipIf(CAPTURES, "it was asked for")
    def test_is_nowhere_where_it_was_not(self):
        self.assertNotIn("true", self.settings().values())
        for right in ("Analysis", "events:PutEvents"):
            self.assertNotIn(right, self.policy())


class FlowFunction(unittest.TestCase):
    """What flows call; by Terraform it is a stack as well."""

    def described(self):
        return boto3.client("lambda").get_function(FunctionName=f"{NAME}-flow")["Configuration"]

    def test_knows_the_service_the_stream_and_where_its_key_is(self):
        stream = boto3.client("kinesis").describe_stream_summary(StreamName=f"{NAME}-contacts")
        self.assertEqual(
            {
                "SERVICE_URL": "https://contacts.example.com",
                "API_KEY_SECRET_ARN": boto3.client("secretsmanager").describe_secret(SecretId="flows")["ARN"],
                "STREAM_ARN": stream["StreamDescriptionSummary"]["StreamARN"],
            },
            self.described()["Environment"]["Variables"],
        )

    def test_has_a_key_that_the_service_knows(self):
        task = boto3.client("ecs").describe_task_definition(taskDefinition=NAME)["taskDefinition"]
        settings = {one["name"]: str(one["value"]) for one in present(task["containerDefinitions"][0]["environment"])}
        secret = boto3.client("secretsmanager").get_secret_value(SecretId="flows")["SecretString"]
        key = json.loads(secret)["api_key"]
        prefix = "CONTACT_STATUS_SECURITY_"
        self.assertEqual(
            {
                "API_KEYS_0_NAME": "flows",
                "API_KEYS_0_SHA256": hashlib.sha256(key.encode()).hexdigest(),
                "API_KEYS_0_SCOPES": "customers:lookup,contacts:write",
                "API_KEYS_0_LOOKUP_MISSES": "900",
                "LOOKUP_SCOPE": "required",
            },
            {name.removeprefix(prefix): value for name, value in settings.items() if name.startswith(prefix)},
        )

    def test_ends_before_the_block_of_the_flow_does(self):
        self.assertLess(self.described()["Timeout"], 8)

    def test_may_read_that_secret_and_write_to_that_stream(self):
        role = self.described()["Role"].rpartition("/")[2]
        # What a stack's role may, moto has as text that is no JSON.
        policy = str(boto3.client("iam").get_role_policy(RoleName=role, PolicyName="flow-function")["PolicyDocument"])
        statements = {re.search(r"'Sid': '(\w+)'", one)[1]: one for one in re.findall(r"\{'Sid'[^}]*", policy)}
        self.assertEqual({"ApiKey", "Stream", "KeyOfStream", "Log", "Network", "NetworkNotByTheCode"}, set(statements))
        settings = self.described()["Environment"]["Variables"]
        self.assertIn(f"'secretsmanager:GetSecretValue', 'Resource': '{settings['API_KEY_SECRET_ARN']}'", statements["ApiKey"])
        self.assertIn(f"'kinesis:PutRecord', 'Resource': '{settings['STREAM_ARN']}'", statements["Stream"])

    def test_is_in_the_vpc(self):
        network = self.described()["VpcConfig"]
        (group,) = boto3.client("ec2").describe_security_groups(GroupIds=network["SecurityGroupIds"])["SecurityGroups"]
        self.assertEqual([], group["IpPermissions"])
        self.assertEqual(2, len(network["SubnetIds"]))


class Firehose(unittest.TestCase):
    """Contact records by it, when it was asked for: what is sent, and what becomes of the undelivered."""

    firehose = boto3.client("firehose")

    def described(self):
        stream = self.firehose.describe_delivery_stream(DeliveryStreamName=f"{NAME}-contact-records")
        return stream["DeliveryStreamDescription"]

    def endpoint(self):
        (destination,) = self.described()["Destinations"]
        return destination["HttpEndpointDestinationDescription"]

    def container(self):
        task = boto3.client("ecs").describe_task_definition(taskDefinition=NAME)["taskDefinition"]
        return task["containerDefinitions"][0]

    def access_key(self):
        """Where the service has it from."""
        secrets = {one["name"]: one["valueFrom"] for one in present(self.container()["secrets"])}
        return secrets.get("CONTACT_STATUS_FIREHOSE_ACCESS_KEY")

    @unittest.skipUnless(HAS_FIREHOSE, "it was not")
    def test_delivers_to_the_service_with_the_key_that_it_wants_to_see(self):
        arn = boto3.client("secretsmanager").describe_secret(SecretId="firehose")["ARN"]
        endpoint = self.endpoint()
        self.assertEqual("https://contacts.example.com/ingest/firehose", endpoint["EndpointConfiguration"]["Url"])
        self.assertEqual(arn, endpoint["SecretsManagerConfiguration"]["SecretARN"])
        self.assertEqual(arn + ":api_key::", self.access_key())

    @unittest.skipUnless(HAS_FIREHOSE, "it was not")
    def test_sends_no_more_at_once_than_can_be_worked_off(self):
        self.assertEqual({"SizeInMBs": 1, "IntervalInSeconds": 60}, self.endpoint()["BufferingHints"])
        self.assertEqual("GZIP", self.endpoint()["RequestConfiguration"]["ContentEncoding"])

    @unittest.skipUnless(HAS_FIREHOSE, "it was not")
    def test_puts_what_it_cannot_deliver_where_it_can_be_back_filled_from(self):
        endpoint = self.endpoint()
        self.assertEqual(7200, int(endpoint["RetryOptions"]["DurationInSeconds"]))
        self.assertEqual("FailedDataOnly", endpoint["S3BackupMode"])
        undelivered = endpoint["S3DestinationDescription"]
        self.assertRegex(undelivered["BucketARN"], f":{NAME}-undelivered-")
        self.assertEqual("undelivered/", undelivered["ErrorOutputPrefix"])
        self.assertEqual("CUSTOMER_MANAGED_CMK", self.described()["DeliveryStreamEncryptionConfiguration"]["KeyType"])
        settings = {one["name"]: str(one["value"]) for one in present(self.container()["environment"])}
        self.assertEqual("true", settings["CONTACT_STATUS_BACKFILL_ENABLED"])

    @unittest.skipIf(HAS_FIREHOSE, "it was")
    def test_is_nowhere_when_it_was_not_asked_for(self):
        self.assertEqual([], self.firehose.list_delivery_streams()["DeliveryStreamNames"])
        self.assertIsNone(self.access_key())


class LiveRedis(unittest.TestCase):
    """By which tasks tell each other what changed: there when it was named, else nowhere."""

    def container(self):
        task = boto3.client("ecs").describe_task_definition(taskDefinition=NAME)["taskDefinition"]
        return task["containerDefinitions"][0]

    def settings(self):
        environment = {one["name"]: str(one["value"]) for one in present(self.container()["environment"])}
        return {name: value for name, value in environment.items() if "_LIVE_" in name or "REDIS" in name}

    def secrets(self):
        secrets = {one["name"]: one["valueFrom"] for one in present(self.container()["secrets"])}
        return {name: arn for name, arn in secrets.items() if "REDIS" in name}

    def readable(self):
        """The secrets that ECS may read for the task. What a stack's role may, moto has as text that is no JSON."""
        iam = boto3.client("iam")
        for role in iam.list_roles()["Roles"]:
            if "start" in iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]:
                policy = iam.get_role_policy(RoleName=role["RoleName"], PolicyName="start")["PolicyDocument"]
                yield from re.findall(r"arn:aws:secretsmanager:[^'\"]+", str(policy))

    @unittest.skipUnless(HAS_REDIS, "there is none")
    def test_is_reached_over_tls_with_a_password_that_is_kept_elsewhere(self):
        arn = boto3.client("secretsmanager").describe_secret(SecretId="redis")["ARN"]
        self.assertEqual(
            {
                "CONTACT_STATUS_LIVE_BUS": "redis",
                "CONTACT_STATUS_LIVE_CHANNEL": "contact-status.live",
                "SPRING_DATA_REDIS_HOST": "redis.example.com",
                "SPRING_DATA_REDIS_PORT": "6380",
                "SPRING_DATA_REDIS_SSL_ENABLED": "true",
                "SPRING_DATA_REDIS_USERNAME": "contact-status",
            },
            self.settings(),
        )
        self.assertEqual({"SPRING_DATA_REDIS_PASSWORD": arn + ":password::"}, self.secrets())
        self.assertIn(arn, set(self.readable()))

    @only_terraform
    @unittest.skipUnless(HAS_REDIS, "there is none")
    def test_is_reached_in_its_security_group_only(self):
        ec2 = boto3.client("ec2")

        def group(name):
            (found,) = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": [name]}])["SecurityGroups"]
            return found

        (rule,) = [one for one in group(f"{NAME}-service")["IpPermissionsEgress"] if one.get("FromPort") == 6380]
        self.assertEqual([group("redis")["GroupId"]], [pair["GroupId"] for pair in rule["UserIdGroupPairs"]])
        self.assertEqual([], rule["IpRanges"])

    @unittest.skipIf(HAS_REDIS, "there is one")
    def test_is_nowhere_when_none_was_named(self):
        self.assertEqual({}, self.settings())
        self.assertEqual({}, self.secrets())
        secrets = boto3.client("secretsmanager")
        needed = {secrets.describe_secret(SecretId=name)["ARN"] for name in ("cursor", "identifier")}
        self.assertEqual(needed, set(self.readable()))


class Capture(unittest.TestCase):
    """The audio of calls: a bucket for it and what the service has to be told, when it was asked for."""

    s3 = boto3.client("s3")

    def settings(self):
        task = boto3.client("ecs").describe_task_definition(taskDefinition=NAME)["taskDefinition"]
        environment = present(task["containerDefinitions"][0]["environment"])
        return {one["name"]: str(one["value"]) for one in environment if "_MEDIA_" in one["name"]}

    def buckets(self):
        return [one["Name"] for one in self.s3.list_buckets()["Buckets"] if one["Name"].startswith(f"{NAME}-captured-")]

    @unittest.skipUnless(CAPTURES, "it was not")
    def test_is_kept_for_as_long_as_was_said_and_read_from_these_streams_only(self):
        settings = self.settings()
        self.assertRegex(settings.pop("CONTACT_STATUS_MEDIA_KMS_KEY"), "^arn:aws:kms:")
        (bucket,) = self.buckets()
        self.assertEqual(
            {
                "CONTACT_STATUS_MEDIA_ENABLED": "true",
                "CONTACT_STATUS_MEDIA_RETENTION": "90d",
                "CONTACT_STATUS_MEDIA_BUCKET": bucket,
                "CONTACT_STATUS_MEDIA_ACCOUNTS": boto3.client("sts").get_caller_identity()["Account"],
                "CONTACT_STATUS_MEDIA_STREAM_PREFIX": f"{NAME}-connect-",
                "CONTACT_STATUS_MEDIA_CONSENT_ATTRIBUTE": "consent",
                "CONTACT_STATUS_MEDIA_PAUSE_ATTRIBUTE": "pauseRecording",
            },
            settings,
        )

    @only_terraform
    @unittest.skipUnless(CAPTURES, "it was not")
    def test_lies_in_a_bucket_that_is_private_encrypted_unversioned_and_cleared(self):
        (bucket,) = self.buckets()
        blocked = self.s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
        self.assertEqual({True}, set(blocked.values()))
        (rule,) = self.s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
        self.assertEqual("aws:kms", rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"])
        self.assertNotIn("Status", self.s3.get_bucket_versioning(Bucket=bucket))
        (rule,) = self.s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
        self.assertGreaterEqual(int(rule["Expiration"]["Days"]), 90)
        self.assertEqual(1, int(rule["NoncurrentVersionExpiration"]["NoncurrentDays"]))
        self.assertEqual(7, int(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]))
        (statement,) = json.loads(self.s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
        self.assertEqual(("Deny", "s3:*"), (statement["Effect"], statement["Action"]))
        self.assertEqual("false", str(statement["Condition"]["Bool"]["aws:SecureTransport"]).lower())

    @only_terraform
    @unittest.skipUnless(CAPTURES, "it was not")
    def test_is_watched(self):
        alarms = {
            alarm["AlarmName"].removeprefix(NAME + "-"): alarm
            for alarm in boto3.client("cloudwatch").describe_alarms()["MetricAlarms"]
        }
        self.assertIn("captures-failing", alarms)
        (query,) = alarms["captures-behind"]["Metrics"]
        self.assertIn("GetMedia.MillisBehindNow", query["Expression"])

    @unittest.skipIf(CAPTURES, "it was")
    def test_is_nowhere_when_nothing_was_asked_for(self):
        self.assertEqual({}, self.settings())
        self.assertEqual([], self.buckets())


if __name__ == "__main__":
    unittest.main()
