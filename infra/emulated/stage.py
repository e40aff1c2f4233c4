"""Puts into an empty moto what an account already has, and prints it as Terraform's variables.

Everything is switched on but Amazon Connect itself, whose storage settings moto does not know; a Redis, captured audio and
what else is off by itself, and Firehose, if INSTALLATION_LIVE_REDIS, INSTALLATION_CAPTURE and INSTALLATION_FIREHOSE say so.
"""

import hashlib
import json
import os

import boto3

REGION = "eu-west-2"
KEY = "arn:aws:kms:eu-west-2:123456789012:key/12345678-1234-1234-1234-123456789012"
FLOW_LOGS = "/aws/connect/example"
FLOW_KEY = "k" * 32


def main():
    ec2 = boto3.client("ec2")
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    subnets = [
        subnet["SubnetId"]
        for subnet in ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    ][:2]
    certificate = boto3.client("acm").request_certificate(DomainName="contacts.example.com")["CertificateArn"]
    secrets = boto3.client("secretsmanager")
    cursor, identifier, access, flows = (
        secrets.create_secret(Name=name, SecretString=text)["ARN"]
        for name, text in (
            ("cursor", "x" * 32),
            ("identifier", "i" * 32),
            ("firehose", json.dumps({"api_key": "y" * 32})),
            ("flows", json.dumps({"api_key": FLOW_KEY})),
        )
    )
    boto3.client("logs").create_log_group(logGroupName=FLOW_LOGS)
    redis = {}
    if os.environ["INSTALLATION_LIVE_REDIS"] == "true":
        group = ec2.create_security_group(GroupName="redis", Description="Those who may reach it", VpcId=vpc)
        password = secrets.create_secret(Name="redis", SecretString=json.dumps({"password": "z" * 32}))
        redis["live_redis"] = {
            "host": "redis.example.com",
            "port": 6380,
            "username": "contact-status",
            "password_secret_arn": password["ARN"] + ":password::",
            "security_group_id": group["GroupId"],
        }
    environment = {
        "CONTACT_STATUS_SECURITY_API_KEYS_0_NAME": "flows",
        "CONTACT_STATUS_SECURITY_API_KEYS_0_SHA256": hashlib.sha256(FLOW_KEY.encode()).hexdigest(),
        "CONTACT_STATUS_SECURITY_API_KEYS_0_SCOPES": "customers:lookup,contacts:write",
        "CONTACT_STATUS_SECURITY_API_KEYS_0_LOOKUP_MISSES": "900",
        "CONTACT_STATUS_SECURITY_LOOKUP_SCOPE": "required",
    }
    capture = {}
    if os.environ["INSTALLATION_CAPTURE"] == "true":
        capture = {
            "media_streams": True,
            "analysis_files": [{"bucket": "recorded", "prefix": "connect/example/", "kms_key_arn": KEY}],
            "announce": {"enabled": True, "source": "contacts", "bus": "company", "conversations": True},
            "capture": {"retention_days": 90, "consent_attribute": "consent", "pause_attribute": "pauseRecording"},
        }
        environment |= {
            "CONTACT_STATUS_CHANGES_ENABLED": "true",
            "CONTACT_STATUS_RECONCILE_ENABLED": "true",
            "CONTACT_STATUS_TRANSCRIPTS_STORE": "none",
        }
    firehose = {}
    if os.environ["INSTALLATION_FIREHOSE"] == "true":
        firehose = {"contact_records_by": "firehose", "firehose_secret_arn": access}
    print(
        json.dumps(
            {
                "name": "contacts-it",
                "region": REGION,
                "deletion_protection": False,
                "table_prefix": "it-",
                "image": "example/contact-status:1.0",
                "vpc_id": vpc,
                "service_subnet_ids": subnets,
                "load_balancer_subnet_ids": subnets,
                "load_balancer_public": True,
                "client_cidrs": ["0.0.0.0/0"],
                "certificate_arn": certificate,
                "public_host_name": "contacts.example.com",
                "secrets": {
                    "CONTACT_STATUS_SECURITY_CURSOR_SECRET": cursor,
                    "CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET": identifier,
                },
                "environment": environment,
                "flow_log_group": FLOW_LOGS,
                "flow_function": {"api_key_secret_arn": flows, "subnet_ids": subnets},
            }
            | redis
            | capture
            | firehose,
            indent=2,
        )
    )


main()
