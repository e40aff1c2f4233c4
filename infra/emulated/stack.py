"""Makes and deletes the stack of the CloudFormation template."""

import json
import pathlib
import sys

import boto3

STACK = "contacts-it"
TEMPLATE = pathlib.Path(__file__).parent.parent / "cloudformation" / "contact-status.yaml"

cloudformation = boto3.client("cloudformation")


def create(stage):
    parameters = {
        "Name": stage["name"],
        "TablePrefix": stage["table_prefix"],
        "FlowLogGroup": stage["flow_log_group"],
        "Image": stage["image"],
        "CursorSecretArn": stage["secrets"]["CONTACT_STATUS_SECURITY_CURSOR_SECRET"],
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
    cloudformation.create_stack(
        StackName=STACK,
        TemplateBody=TEMPLATE.read_text(),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    expect("CREATE_COMPLETE")


def delete():
    stack = expect("CREATE_COMPLETE")
    cloudformation.delete_stack(StackName=stack["StackId"])
    remaining = cloudformation.describe_stacks(StackName=stack["StackId"])["Stacks"]
    if any(one["StackStatus"] != "DELETE_COMPLETE" for one in remaining):
        sys.exit(f"not deleted: {remaining}")


def expect(status):
    (stack,) = cloudformation.describe_stacks(StackName=STACK)["Stacks"]
    if stack["StackStatus"] != status:
        sys.exit(f"{stack['StackStatus']} instead of {status}")
    return stack


if sys.argv[1] == "create":
    create(json.loads(pathlib.Path(sys.argv[2]).read_text()))
else:
    delete()
