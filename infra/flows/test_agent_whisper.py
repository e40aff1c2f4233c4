"""The flow of the agent whisper as Amazon Connect would read it. Its import has met no instance yet."""

import json
import pathlib
import re
import unittest

HERE = pathlib.Path(__file__).parent
FLOW = json.loads((HERE / "agent-whisper.json").read_text())
ACTIONS = {action["Identifier"]: action for action in FLOW["Actions"]}

# Those that Amazon Connect knows no error of.
WITHOUT_ERRORS = {"UpdateFlowLoggingBehavior", "EndFlowExecution"}


def successors(action):
    transitions = action["Transitions"]
    yield from (one for one in [transitions.get("NextAction")] if one is not None)
    yield from (error["NextAction"] for error in transitions.get("Errors", []))


def of_type(name):
    (action,) = [action for action in FLOW["Actions"] if action["Type"] == name]
    return action


class AgentWhisper(unittest.TestCase):
    def test_leads_from_action_to_action(self):
        self.assertEqual(len(FLOW["Actions"]), len(ACTIONS))
        self.assertIn(FLOW["StartAction"], ACTIONS)
        for action in FLOW["Actions"]:
            for successor in successors(action):
                self.assertIn(successor, ACTIONS, action["Identifier"])

    def test_reaches_every_action(self):
        reached, waiting = set(), [FLOW["StartAction"]]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting.extend(successors(ACTIONS[one]))
        self.assertEqual(set(ACTIONS), reached)

    def test_goes_on_whatever_fails(self):
        for action in FLOW["Actions"]:
            errors = {error["ErrorType"] for error in action["Transitions"].get("Errors", [])}
            if action["Type"] not in WITHOUT_ERRORS:
                self.assertEqual({"NoMatchingError"}, errors, action["Identifier"])
        # Each way leads to the end: no circle, and no action but the end without a successor.
        self.assertEqual(["end"], [name for name, action in ACTIONS.items() if not list(successors(action))])
        for name in ACTIONS:
            self.assertTrue(all(path[-1] == "end" for path in self.paths([name])), name)

    def paths(self, path):
        following = set(successors(ACTIONS[path[-1]]))
        self.assertFalse(following & set(path), path)
        return [path] if not following else [longer for one in following for longer in self.paths([*path, one])]

    def test_streams_both_directions(self):
        self.assertEqual(
            {
                "MediaStreamingState": "Enabled",
                "Participants": [{"ParticipantType": "Customer", "MediaDirections": ["From", "To"]}],
                "MediaStreamType": "Audio",
            },
            of_type("UpdateContactMediaStreamingBehavior")["Parameters"],
        )

    def test_says_where_to_in_the_attributes_that_the_service_reads(self):
        settings = (HERE.parent.parent / "src/main/resources/application.yml").read_text()
        stream, start = (re.search(rf"^ +{name}: (\w+)$", settings, re.M)[1] for name in ("stream-attribute", "start-attribute"))
        self.assertEqual(
            {
                stream: "$.MediaStreams.Customer.Audio.StreamARN",
                start: "$.MediaStreams.Customer.Audio.StartTimestamp",
            },
            of_type("UpdateContactAttributes")["Parameters"]["Attributes"],
        )

    def test_logs_before_it_says_so(self):
        # The service hears of attributes by the log of the flow.
        self.assertEqual("UpdateFlowLoggingBehavior", ACTIONS[FLOW["StartAction"]]["Type"])

    def test_is_the_same_in_the_template(self):
        template = (HERE.parent / "cloudformation/contact-status.yaml").read_text()
        content = re.search(r"(?<=      Content: \|\n)(?: {8}.*\n)+", template)[0]
        self.assertEqual(FLOW, json.loads(content))


if __name__ == "__main__":
    unittest.main()
