"""moto's server, with what is needed of it here and it does not have."""

import json
import sys

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.common_models import CloudFormationModel
from moto.firehose import models as firehose
from moto.server import main

if not hasattr(ApplicationAutoScalingResponse, "list_tags_for_resource"):
    ApplicationAutoScalingResponse.list_tags_for_resource = lambda self: json.dumps({"Tags": {}})


class DeliveryStream(firehose.DeliveryStream, CloudFormationModel):
    """Moto's own, which stacks can have too."""

    # Moto finds out by it which service a model is of.
    __module__ = firehose.__name__

    @staticmethod
    def cloudformation_name_type():
        return "DeliveryStreamName"

    @staticmethod
    def cloudformation_type():
        return "AWS::KinesisFirehose::DeliveryStream"

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == "Arn"

    def get_cfn_attribute(self, attr):
        return {"Arn": self.delivery_stream_arn}[attr]

    @property
    def physical_resource_id(self):
        return self.delivery_stream_name

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        backend = firehose.firehose_backends[account_id][region_name]
        # What CloudFormation calls a property is what Firehose calls it, save for the letter that begins it.
        backend.delivery_streams[resource_name] = cls(
            account_id=account_id,
            region=region_name,
            delivery_stream_name=resource_name,
            delivery_stream_type=properties["DeliveryStreamType"],
            encryption=properties["DeliveryStreamEncryptionConfigurationInput"],
            kinesis_stream_source_configuration={},
            destination_name="HttpEndpoint",
            destination_config=properties["HttpEndpointDestinationConfiguration"],
        )
        return backend.delivery_streams[resource_name]

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        firehose.firehose_backends[account_id][region_name].delete_delivery_stream(resource_name)


main(["-H", "127.0.0.1", "-p", sys.argv[1]])
