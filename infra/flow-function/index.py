"""What the flows of an Amazon Connect instance call, because a flow can call nothing but a Lambda function.

The parameter `action` of the flow's block says what for: `lookup` (when there is none), `add`, `stop` or `report`.
The answer is a flat map of strings, as a flow can read it.
"""

import http.client
import json
import os
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from functools import partial
from urllib.parse import quote, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# A caller waits meanwhile. Three tries of this and a cold start fit into the 8 s of a flow's block.
MOST_SECONDS = 2
MOST_BYTES = 32_000  # A flow takes less than 32 KB.
SAME_EVENT = timedelta(seconds=10)

SERVICE = urlsplit(os.environ["SERVICE_URL"])
API_KEY_SECRET_ARN = os.environ["API_KEY_SECRET_ARN"]
STREAM_ARN = os.environ["STREAM_ARN"]

ONE_TRY = Config(connect_timeout=MOST_SECONDS, read_timeout=MOST_SECONDS, retries={"total_max_attempts": 1})
secrets = boto3.client("secretsmanager", config=ONE_TRY)
kinesis = boto3.client("kinesis", config=ONE_TRY)
CONNECTIONS = {
    "http": http.client.HTTPConnection,
    "https": partial(http.client.HTTPSConnection, context=ssl.create_default_context()),
}
threads = ThreadPoolExecutor(max_workers=4)
cached = {}


class Unanswered(Exception):
    """The service said nothing that can be handed to a flow."""


def handler(event, _context):
    contact_id = event["Details"]["ContactData"]["ContactId"]
    parameters = event["Details"].get("Parameters") or {}
    name = parameters.get("action") or "lookup"
    if name not in ACTIONS:
        raise ValueError("action has to be one of " + ", ".join(ACTIONS))
    action, when_unanswered = ACTIONS[name]
    line = {"action": name, "contactId": contact_id}
    started = time.monotonic()
    # Time-outs of sockets bound neither the resolution of a name nor an answer that trickles.
    work = threads.submit(action, event, contact_id, parameters)
    try:
        answer = work.result(timeout=MOST_SECONDS)
        line["outcome"] = "refused, status " + answer["status"] if "status" in answer else "done"
        return answer
    except Exception as failure:
        work.cancel()
        line |= {"outcome": "unanswered", "reason": reason(failure)}
        if when_unanswered is None:
            # Amazon Connect tries again, and then takes the block's error branch.
            raise RuntimeError(f"{name}: {line['reason']}") from None
        return when_unanswered
    finally:
        # No more than this: whatever else there is may be personal data.
        print(json.dumps(line | {"millis": round((time.monotonic() - started) * 1000)}), flush=True)


def look_up(event, _contact_id, _parameters):
    status, body = call("POST", "/flow/lookup", event, refusals=(400,))
    if status == 400:
        return {"reachable": "true", "customerKnown": "false", "status": "400"}
    return flat(body) | {"reachable": "true"}


def add(_event, contact_id, parameters):
    # Empty is what a flow has not set.
    given = {key: value for key, value in parameters.items() if key != "action" and value != ""}
    patch = {"customerIdentifier": given.pop("customerIdentifier", None), "attributes": given}
    status, _ = call("PATCH", "/contacts/" + quote(contact_id, safe=""), patch, refusals=(400, 413, 422, 429))
    return {"added": "true"} if status == 200 else {"added": "false", "status": str(status)}


def stop(event, _contact_id, _parameters):
    # 404: this service cannot stop contacts, so nothing was stopped.
    status, body = call("POST", "/flow/stop", event, refusals=(400, 404, 409))
    if status >= 400:
        return {"reachable": "true", "stopped": "none", "status": str(status)}
    return flat(body) | {"reachable": "true"}


def report(event, contact_id, _parameters):
    # Without a time it would overrule nothing that has one. What is tried again is to be the same record.
    now = datetime.now(timezone.utc)
    if cached.get("said") != event or now > cached["at"] + SAME_EVENT:
        cached.update(said=event, at=now)
    timed = {"Timestamp": cached["at"].isoformat(timespec="milliseconds").replace("+00:00", "Z")} | event
    kinesis.put_record(StreamARN=STREAM_ARN, Data=json.dumps(timed), PartitionKey=contact_id)
    return {"reported": "true"}


# With what a flow is told when there is no answer in time; None where it is better to try again.
ACTIONS = {
    "lookup": (look_up, {"reachable": "false"}),
    "add": (add, None),
    "stop": (stop, {"reachable": "false", "stopped": "none"}),
    "report": (report, None),
}


def call(method, path, content, refusals):
    """Status and body. A key that the service does not know may have been replaced, so it is fetched anew once."""
    key = cached.get("key") or fetched_key()
    status, body = ask(method, path, content, key)
    if status == 401 and (newer := fetched_key()) != key:
        status, body = ask(method, path, content, newer)
    if status not in (200, 202, *refusals):
        raise Unanswered(f"status {status}")
    return status, body


def ask(method, path, content, key):
    connection = CONNECTIONS[SERVICE.scheme](SERVICE.netloc, timeout=MOST_SECONDS)
    try:
        headers = {"X-Api-Key": key, "Content-Type": "application/json", "Accept": "application/json"}
        connection.request(method, path, json.dumps(content), headers)
        response = connection.getresponse()
        return response.status, response.read(MOST_BYTES)
    finally:
        connection.close()


def fetched_key():
    text = secrets.get_secret_value(SecretId=API_KEY_SECRET_ARN)["SecretString"].strip()
    cached["key"] = json.loads(text)["api_key"] if text.startswith("{") else text
    return cached["key"]


def flat(body):
    return {key: value for key, value in json.loads(body).items() if isinstance(value, str)}


def reason(failure):
    """Of others no message: it may quote what was sent."""
    if isinstance(failure, ClientError):
        return failure.response["Error"]["Code"]
    return str(failure) if isinstance(failure, Unanswered) else type(failure).__name__
