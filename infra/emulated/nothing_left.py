"""That nothing of an installation is left after it was taken down."""

import os
import unittest

import boto3

NAME = os.environ["INSTALLATION_NAME"]
# CloudFormation leaves the tables, captured audio and what Firehose could not deliver, on purpose.
TABLES_STAY = os.environ["INSTALLATION_MADE_BY"] == "cloudformation"


class NothingIsLeft(unittest.TestCase):
    def test_of_streams(self):
        self.assertEqual([], boto3.client("kinesis").list_streams()["StreamNames"])

    def test_of_delivery_streams(self):
        self.assertEqual([], boto3.client("firehose").list_delivery_streams()["DeliveryStreamNames"])

    def test_of_tables(self):
        tables = boto3.client("dynamodb").list_tables()["TableNames"]
        self.assertEqual(TABLES_STAY, len(tables) > 0, tables)

    def test_of_roles(self):
        roles = [role["RoleName"] for role in boto3.client("iam").list_roles()["Roles"]]
        self.assertEqual([], [role for role in roles if role.startswith(NAME)])

    def test_of_functions(self):
        self.assertEqual([], boto3.client("lambda").list_functions()["Functions"])

    @unittest.skipIf(TABLES_STAY, "CloudFormation leaves its buckets on purpose")
    def test_of_buckets(self):
        buckets = [bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]]
        self.assertEqual([], [bucket for bucket in buckets if bucket.startswith(NAME)])

    def test_of_rules_and_queues(self):
        self.assertEqual([], boto3.client("events").list_rules(NamePrefix=NAME)["Rules"])
        self.assertEqual([], boto3.client("sqs").list_queues(QueueNamePrefix=NAME).get("QueueUrls", []))

    def test_of_the_load_balancer(self):
        self.assertEqual([], boto3.client("elbv2").describe_load_balancers()["LoadBalancers"])

    @unittest.skipIf(TABLES_STAY, "moto's CloudFormation does not stop tasks, and so keeps their cluster")
    def test_of_the_cluster(self):
        ecs = boto3.client("ecs")
        # A deleted cluster is listed as inactive for a while.
        clusters = ecs.describe_clusters(clusters=ecs.list_clusters()["clusterArns"])["clusters"]
        self.assertEqual([], [cluster for cluster in clusters if cluster["status"] != "INACTIVE"])

    def test_of_subscriptions_and_alarms(self):
        filters = boto3.client("logs").describe_subscription_filters(logGroupName="/aws/connect/example")
        self.assertEqual([], filters["subscriptionFilters"])
        self.assertEqual([], boto3.client("cloudwatch").describe_alarms()["MetricAlarms"])


if __name__ == "__main__":
    unittest.main()
