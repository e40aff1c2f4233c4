"""Makes and deletes the stacks of the CloudFormation templates: the service's, and that of the function of flows."""

import json
import pathlib
import sys

import boto3

STACK = "contacts-it"
FLOW_FUNCTION = STACK + "-flow-function"
TEMPLATES = pathlib.Path(__file__).parent.parent / "cloudformation"

cloudformation = boto3.client("cloudformation")


def create(stage):
    parameters = {
        "Name": stage["name"],
        "TablePrefix": stage["table_prefix"],
        "FlowLogGroup": stage["flow_log_group"],
        "Image": stage["image"],
        "CursorSecretArn": stage["secrets"]["CONTACT_STATUS_SECURITY_CURSOR_SECRET"],
        "IdentifierSecretArn": stage["secrets"]["CONTACT_STATUS_SECURITY_IDENTIFIER_SECRET"],
        "TokenIssuer": "https://login.example.com",
        "TokenAudience": "contacts",
        "Vpc": stage["vpc_id"],
        "ServiceSubnets": ",".join(stage["service_subnet_ids"]),
        "LoadBalancerSubnets": ",".join(stage["load_balancer_subnet_ids"]),
        "ClientCidr": "10.0.0.0/8",
        "CertificateArn": stage["certificate_arn"],
    }
    if "live_redis" in stage:
        redis = stage["live_redis"]
        parameters |= {
            "LiveRedisHost": redis["host"],
            "LiveRedisPort": str(redis["port"]),
            "LiveRedisUsername": redis["username"],
            "LiveRedisPasswordSecretArn": redis["password_secret_arn"],
            "LiveRedisSecurityGroupId": redis["security_group_id"],
        }
    if "capture" in stage:
        capture = stage["capture"]
        parameters |= {
            "MediaStreams": "true",
            "CaptureRetentionDays": str(capture["retention_days"]),
            "CaptureConsentAttribute": capture["consent_attribute"],
            "CapturePauseAttribute": capture["pause_attribute"],
        }
    if "announce" in stage:
        announce = stage["announce"]
        parameters |= {
            "Announce": "true",
            "AnnounceSource": announce["source"],
            "AnnounceBus": announce["bus"],
            "AnnounceConversations": "true",
        }
    environment = stage["environment"]
    parameters |= {
        "FlowKeySha256": environment["CONTACT_STATUS_SECURITY_API_KEYS_0_SHA256"],
        "FlowKeyScopes": environment["CONTACT_STATUS_SECURITY_API_KEYS_0_SCOPES"],
        "FlowKeyLookupMisses": environment["CONTACT_STATUS_SECURITY_API_KEYS_0_LOOKUP_MISSES"],
        "LookupScope": environment["CONTACT_STATUS_SECURITY_LOOKUP_SCOPE"],
    }
    if "CONTACT_STATUS_CHANGES_ENABLED" in environment:
        parameters |= {
            "ListChanges": environment["CONTACT_STATUS_CHANGES_ENABLED"],
            "Reconcile": environment["CONTACT_STATUS_RECONCILE_ENABLED"],
            "TranscriptsStore": environment["CONTACT_STATUS_TRANSCRIPTS_STORE"],
        }
    if "analysis_files" in stage:
        (place,) = stage["analysis_files"]
        parameters |= {
            "AnalysisFilesBucket": place["bucket"],
            "AnalysisFilesPrefix": place["prefix"],
            "AnalysisFilesKeyArn": place["kms_key_arn"],
        }
    if "firehose_secret_arn" in stage:
        parameters |= {
            "FirehoseSecretArn": stage["firehose_secret_arn"],
            "PublicHostName": stage["public_host_name"],
            "LoadBalancerScheme": "internet-facing",
        }
    make(STACK, "contact-status.yaml", parameters)
    outputs = {one["OutputKey"]: one["OutputValue"] for one in expect(STACK, "CREATE_COMPLETE")["Outputs"]}
    function = stage["flow_function"]
    parameters = {
        "Name": stage["name"],
        "ServiceUrl": "https://" + stage["public_host_name"],
        "ApiKeySecretArn": function["api_key_secret_arn"],
        "StreamArn": outputs["ContactStreamArn"],
        "KeyArn": outputs["KeyArn"],
        "Vpc": stage["vpc_id"],
        "Subnets": ",".join(function["subnet_ids"]),
        "LoadBalancerSecurityGroup": outputs["LoadBalancerSecurityGroup"],
    }
    make(FLOW_FUNCTION, "flow-function.yaml", parameters)


def make(name, template, parameters):
    cloudformation.create_stack(
        StackName=name,
        TemplateBody=(TEMPLATES / template).read_text(),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    expect(name, "CREATE_COMPLETE")


def delete(name):
    stack = expect(name, "CREATE_COMPLETE")
    cloudformation.delete_stack(StackName=stack["StackId"])
    remaining = cloudformation.describe_stacks(StackName=stack["StackId"])["Stacks"]
    if any(one["StackStatus"] != "DELETE_COMPLETE" for one in remaining):
        sys.exit(f"not deleted: {remaining}")


def expect(name, status):
    (stack,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
    if stack["StackStatus"] != status:
        sys.exit(f"{stack['StackStatus']} instead of {status}")
    return stack


if sys.argv[1] == "create":
    create(json.loads(pathlib.Path(sys.argv[2]).read_text()))
else:
    delete(FLOW_FUNCTION)
    delete(STACK)
