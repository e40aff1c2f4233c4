"""moto's server, with the one call that Terraform needs of it and it does not have."""

import json
import sys

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.server import main

if not hasattr(ApplicationAutoScalingResponse, "list_tags_for_resource"):
    ApplicationAutoScalingResponse.list_tags_for_resource = lambda self: json.dumps({"Tags": {}})

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
