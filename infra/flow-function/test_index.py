"""The function against a service of its own, and moto for Secrets Manager and Kinesis: all of it over sockets."""

import contextlib
import http.server
import io
import json
import logging
import os
import pathlib
import socket
import threading
import time
import unittest

import boto3
from moto.server import ThreadedMotoServer

import inline

HERE = pathlib.Path(__file__).parent
CONTACT = "0b1d0a5e-7b54-4a0e-9d2f-5c1b8e6a7d40"
PRIVATE = ("+819012345678", "Tanaka", "gold-9917", "first-key", "second-key")
KNOWN = {"customerKnown": "true", "activeContact": "false", "lastQueueName": "Billing"}


class Service(http.server.BaseHTTPRequestHandler):
    """Answers as it is told to, and remembers what it was asked."""

    protocol_version = "HTTP/1.1"
    key, status, body, headers_too, how = "first-key", 200, b"{}", {}, "at once"
    asked = []

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.command, self.path, self.headers["X-Api-Key"], json.loads(content)))
        if Service.how == "never":
            time.sleep(4)
        fits = self.headers["X-Api-Key"] == Service.key
        self.send_response(Service.status if fits else 401)
        for name, value in Service.headers_too.items():
            self.send_header(name, value)
        body = Service.body if fits else b"{}"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # Whoever has waited long enough has left.
        with contextlib.suppress(OSError):
            if Service.how == "a byte at a time":
                for byte in body[:8]:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.5)
                self.close_connection = True
            else:
                self.wfile.write(body)

    do_PATCH = do_GET = do_POST

    def log_message(self, *_):
        pass

    def handle(self):
        with contextlib.suppress(ConnectionError):
            super().handle()


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def setUpModule():
    global function, moto, service
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    service.daemon_threads = True
    threading.Thread(target=service.serve_forever, daemon=True).start()
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        os.environ.pop(name, None)
    os.environ |= {
        "AWS_ENDPOINT_URL": "http://%s:%s" % moto.get_host_and_port(),
        "AWS_REGION": "eu-west-2",
        "AWS_DEFAULT_REGION": "eu-west-2",
        "AWS_ACCESS_KEY_ID": "emulated",
        "AWS_SECRET_ACCESS_KEY": "emulated",
        "SERVICE_URL": f"http://127.0.0.1:{service.server_port}",
    }
    secret = boto3.client("secretsmanager").create_secret(Name="flow", SecretString="first-key")
    kinesis = boto3.client("kinesis")
    kinesis.create_stream(StreamName="contacts", ShardCount=1)
    stream = kinesis.describe_stream_summary(StreamName="contacts")["StreamDescriptionSummary"]
    os.environ |= {"API_KEY_SECRET_ARN": secret["ARN"], "STREAM_ARN": stream["StreamARN"]}
    import index as function


def tearDownModule():
    service.shutdown()
    moto.stop()


def event(**parameters):
    return {
        "Name": "ContactFlowEvent",
        "Details": {
            "ContactData": {
                "ContactId": CONTACT,
                "CustomerEndpoint": {"Address": "+819012345678", "Type": "TELEPHONE_NUMBER"},
                "Attributes": {"name": "Tanaka"},
            },
            "Parameters": parameters,
        },
    }


class FunctionTest(unittest.TestCase):
    def setUp(self):
        Service.key, Service.status, Service.headers_too, Service.how = "first-key", 200, {}, "at once"
        Service.body = json.dumps(KNOWN).encode()
        Service.asked.clear()
        self.secret("first-key")
        function.cached.clear()
        self.fetched = 0
        self.addCleanup(setattr, function, "SERVICE", function.SERVICE)
        events = function.secrets.meta.events
        events.register("before-send.secrets-manager.GetSecretValue", self.count, unique_id="count")
        self.addCleanup(events.unregister, "before-send.secrets-manager.GetSecretValue", unique_id="count")

    def count(self, **_):
        self.fetched += 1

    def secret(self, text):
        boto3.client("secretsmanager").put_secret_value(SecretId="flow", SecretString=text)

    def call(self, **parameters):
        """What the flow gets. What is logged may hold nothing personal, whatever the test is about."""
        log = io.StringIO()
        started = time.monotonic()
        try:
            with contextlib.redirect_stdout(log):
                return function.handler(event(**parameters), None)
        finally:
            self.assertLess(time.monotonic() - started, 3)
            self.line = json.loads(log.getvalue()) if log.getvalue() else None
            for private in PRIVATE:
                self.assertNotIn(private, log.getvalue())

    def fails(self, reason, **parameters):
        with self.assertRaises(Exception) as raised:
            self.call(**parameters)
        self.assertEqual(reason, str(raised.exception))
        # Lambda logs the whole chain of what failed.
        self.assertTrue(raised.exception.__suppress_context__)


class Lookup(FunctionTest):
    def test_hands_the_event_over_and_the_answer_back(self):
        self.assertEqual(KNOWN | {"reachable": "true"}, self.call())
        self.assertEqual([("POST", "/flow/lookup", "first-key", event())], Service.asked)
        self.assertEqual({"action", "contactId", "outcome", "millis"}, set(self.line))
        self.assertEqual(("lookup", CONTACT, "done"), tuple(self.line[key] for key in ("action", "contactId", "outcome")))

    def test_gives_a_flow_nothing_but_strings(self):
        Service.body = json.dumps(KNOWN | {"list": [1], "map": {"a": "b"}, "none": None, "number": 1}).encode()
        self.assertEqual(KNOWN | {"reachable": "true"}, self.call(action="lookup"))

    def test_says_when_the_service_is_away(self):
        function.SERVICE = function.urlsplit(f"http://127.0.0.1:{closed_port()}")
        self.assertEqual({"reachable": "false"}, self.call())
        self.assertEqual(("unanswered", "ConnectionRefusedError"), (self.line["outcome"], self.line["reason"]))

    def test_says_within_three_seconds_when_the_service_does_not_answer(self):
        Service.how = "never"
        self.assertEqual({"reachable": "false"}, self.call())
        self.assertEqual("TimeoutError", self.line["reason"])

    def test_waits_no_longer_for_an_answer_that_trickles(self):
        Service.how = "a byte at a time"
        self.assertEqual({"reachable": "false"}, self.call())

    def test_says_when_the_service_fails(self):
        for status in (302, 403, 404, 429, 500, 503):
            with self.subTest(status):
                Service.status = status
                self.assertEqual({"reachable": "false"}, self.call())
                self.assertEqual(f"status {status}", self.line["reason"])

    def test_follows_nobody_with_its_key(self):
        Service.status, Service.headers_too = 307, {"Location": "/elsewhere"}
        self.assertEqual({"reachable": "false"}, self.call())
        self.assertEqual(1, len(Service.asked))

    def test_says_when_something_else_answers(self):
        for body in (b"<html>", b"[]", b'"text"', b"", json.dumps({"long": "x" * 40_000}).encode()):
            with self.subTest(body[:10]):
                Service.body = body
                self.assertEqual({"reachable": "false"}, self.call())

    def test_knows_nobody_by_what_is_no_identifier(self):
        Service.status = 400
        answer = self.call(identifier="Tanaka")
        self.assertEqual({"reachable": "true", "customerKnown": "false", "status": "400"}, answer)
        self.assertEqual("refused, status 400", self.line["outcome"])

    def test_says_when_there_is_no_key(self):
        real = function.API_KEY_SECRET_ARN
        self.addCleanup(setattr, function, "API_KEY_SECRET_ARN", real)
        function.API_KEY_SECRET_ARN = real.replace("flow", "other")
        self.assertEqual({"reachable": "false"}, self.call())
        self.assertEqual("ResourceNotFoundException", self.line["reason"])

    def test_says_within_three_seconds_when_the_key_cannot_be_fetched(self):
        self.addCleanup(setattr, function, "secrets", function.secrets)
        away = f"http://127.0.0.1:{service.server_port}"
        function.secrets = boto3.client("secretsmanager", config=function.ONE_TRY, endpoint_url=away)
        Service.how = "never"
        self.assertEqual({"reachable": "false"}, self.call())


class Key(FunctionTest):
    def test_is_fetched_once(self):
        for _ in range(3):
            self.call()
        self.assertEqual(1, self.fetched)

    def test_is_fetched_again_after_it_was_replaced(self):
        self.call()
        self.secret('{"api_key": "second-key"}')
        Service.key = "second-key"
        self.assertEqual("true", self.call()["reachable"])
        self.assertEqual("true", self.call()["reachable"])
        self.assertEqual(["first-key", "first-key", "second-key", "second-key"], [key for _, _, key, _ in Service.asked])
        self.assertEqual(2, self.fetched)

    def test_is_not_tried_again_when_it_is_the_same(self):
        Service.key = "unknown"
        self.assertEqual({"reachable": "false"}, self.call())
        self.assertEqual("status 401", self.line["reason"])
        self.assertEqual(1, len(Service.asked))


class Add(FunctionTest):
    given = {"action": "add", "customerIdentifier": "+819012345678", "tier": "gold-9917", "unset": ""}

    def test_adds_to_the_flows_own_contact_what_its_parameters_say(self):
        self.assertEqual({"added": "true"}, self.call(**self.given))
        patch = {"customerIdentifier": "+819012345678", "attributes": {"tier": "gold-9917"}}
        self.assertEqual([("PATCH", f"/contacts/{CONTACT}", "first-key", patch)], Service.asked)

    def test_says_the_same_when_it_is_repeated(self):
        for _ in range(3):
            self.assertEqual({"added": "true"}, self.call(**self.given))
        self.assertEqual(1, len({json.dumps(request) for request in Service.asked}))

    def test_does_not_read_what_the_contact_is(self):
        Service.body = b"x" * 100_000
        self.assertEqual({"added": "true"}, self.call(**self.given))

    def test_says_when_it_is_refused(self):
        for status in (400, 413, 422, 429):
            with self.subTest(status):
                Service.status = status
                self.assertEqual({"added": "false", "status": str(status)}, self.call(**self.given))

    def test_fails_so_that_it_is_repeated(self):
        for status in (401, 403, 500, 503):
            with self.subTest(status):
                Service.status = status
                self.fails(f"add: status {status}", **self.given)

    def test_fails_within_three_seconds(self):
        Service.how = "never"
        self.fails("add: TimeoutError", **self.given)


class Stop(FunctionTest):
    given = {"action": "stop", "target": "pendingCallback"}

    def test_hands_the_event_over_and_the_answer_back(self):
        Service.body = b'{"stopped": "asked"}'
        self.assertEqual({"stopped": "asked", "reachable": "true"}, self.call(**self.given))
        self.assertEqual([("POST", "/flow/stop", "first-key", event(**self.given))], Service.asked)

    def test_has_stopped_nothing_where_the_service_cannot_stop(self):
        Service.status = 404
        self.assertEqual({"reachable": "true", "stopped": "none", "status": "404"}, self.call(**self.given))

    def test_has_stopped_nothing_when_the_service_is_away(self):
        Service.status = 503
        self.assertEqual({"reachable": "false", "stopped": "none"}, self.call(**self.given))


class Report(FunctionTest):
    def records(self):
        kinesis = boto3.client("kinesis")
        (shard,) = kinesis.list_shards(StreamName="contacts")["Shards"]
        iterator = kinesis.get_shard_iterator(
            StreamName="contacts", ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        return kinesis.get_records(ShardIterator=iterator)["Records"]

    def test_puts_the_event_on_the_stream_with_the_time(self):
        before = len(self.records())
        self.assertEqual({"reported": "true"}, self.call(action="report"))
        (record,) = self.records()[before:]
        self.assertEqual(CONTACT, record["PartitionKey"])
        said = json.loads(record["Data"])
        self.assertRegex(said.pop("Timestamp"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual(event(action="report"), said)
        self.assertEqual([], Service.asked)

    def test_puts_what_is_tried_again_there_as_it_was(self):
        before = len(self.records())
        for name in ("again", "again", "again", "other"):
            self.call(action="report", given=name)
        tries = {record["Data"] for record in self.records()[before:-1]}
        self.assertEqual(1, len(tries))
        self.assertEqual(4, len(self.records()) - before)

    def test_gives_a_later_event_its_own_time(self):
        self.addCleanup(setattr, function, "SAME_EVENT", function.SAME_EVENT)
        function.SAME_EVENT *= 0
        before = len(self.records())
        for _ in range(2):
            self.call(action="report", given="later")
            time.sleep(0.01)
        self.assertEqual(2, len({record["Data"] for record in self.records()[before:]}))

    def test_fails_so_that_it_is_repeated(self):
        self.addCleanup(setattr, function, "STREAM_ARN", function.STREAM_ARN)
        function.STREAM_ARN += "-other"
        self.fails("report: ResourceNotFoundException", action="report")


class Whole(FunctionTest):
    def test_knows_no_other_action(self):
        with self.assertRaisesRegex(ValueError, "^action has to be one of lookup, add, stop, report$"):
            self.call(action="Tanaka")

    def test_is_in_the_template_as_it_is_here(self):
        self.assertEqual(inline.TEMPLATE.read_text(), inline.inlined(), "run infra/flow-function/inline.py")

    def test_is_short(self):
        self.assertLessEqual(len((HERE / "index.py").read_text().splitlines()), 150)


if __name__ == "__main__":
    unittest.main()
