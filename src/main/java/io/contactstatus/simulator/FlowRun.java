package io.contactstatus.simulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/// One contact going through one flow, block by block. A little time passes with each.
final class FlowRun {

    private static final String PARAMETERS = "Parameters";
    private static final String RESULTS = "Results";

    private final StoryBuilder story;
    private final FlowLogWriter logs;
    private final SimulatedLeg leg;
    private final SimulatedInstance.Flow flow;

    FlowRun(StoryBuilder story, FlowLogWriter logs, SimulatedLeg leg, SimulatedInstance.Flow flow) {
        this.story = story;
        this.logs = logs;
        this.leg = leg;
        this.flow = flow;
    }

    FlowRun startLogging() {
        return block("SetLoggingBehavior", "start logging", parameters -> parameters.put("LoggingBehavior", "Enable"));
    }

    FlowRun recordEverybody() {
        return block(
                "SetRecordingBehavior",
                "record",
                parameters -> parameters
                        .put("RecordingBehaviorOption", "Enable")
                        .put("RecordingParticipantOption", "All")
                        .put("AnalyticsBehaviorOption", "Disable"));
    }

    FlowRun prompt(String text) {
        block("PlayPrompt", text, parameters -> writePrompt(parameters, text));
        story.pass(1_500, 4_000);
        return this;
    }

    /// Asks for a key and logs twice: what was asked, later what was pressed.
    FlowRun ask(String text, String answer) {
        log(
                "GetUserInput",
                text,
                json -> json.object(
                        PARAMETERS,
                        parameters ->
                                writePrompt(parameters.put("MaxDigits", "1").put("Timeout", "8000"), text)));
        story.pass(1_500, 7_000);
        return outcome("GetUserInput", text, answer);
    }

    /// Takes down digits, which end up in the log as they are.
    FlowRun askForDigits(String text, String digits) {
        log(
                "StoreUserInput",
                text,
                json -> json.object(
                        PARAMETERS,
                        parameters -> writePrompt(
                                parameters
                                        .put("MaxDigits", Integer.toString(digits.length()))
                                        .put("Timeout", "10000"),
                                text)));
        story.pass(3_000, 9_000);
        return outcome("StoreUserInput", text, digits);
    }

    FlowRun choose(SimulatedInstance.Queue queue) {
        leg.chosen = queue;
        return block("SetQueue", "choose queue", parameters -> parameters.put("Queue", queue.arn()));
    }

    FlowRun remember(String key, String value) {
        leg.attributes.put(key, value);
        return block(
                "SetAttributes",
                "remember",
                parameters ->
                        parameters.put("Key", key).put("Value", value).put("AddAttributeToRelatedContact", "false"));
    }

    FlowRun check(String blockType, boolean result) {
        return outcome(blockType, blockType, Boolean.toString(result));
    }

    /// Calls the Lambda function, which gets to see the contact, and logs what came of it.
    FlowRun invoke(String function) {
        story.flowEvent(leg, function);
        story.pass(80, 1_500);
        var failed = story.dice().chance(0.05);
        log("InvokeExternalResource", function, json -> {
            json.object(
                    PARAMETERS,
                    parameters -> parameters
                            .put("FunctionArn", SimulatedInstance.LAMBDA)
                            .put("TimeLimit", "8000")
                            .put("ResponseValidation", "STRING_MAP")
                            .object(PARAMETERS, own -> own.put("function", function)));
            if (failed) {
                json.put(RESULTS, "The Lambda Function Returned An Error.");
            } else {
                json.object(
                        "ExternalResults",
                        results -> results.put("customerTier", "gold").put("openOrders", "2"));
            }
        });
        return this;
    }

    /// Says "false" although it works; that is how the real one logs it.
    FlowRun transferToQueue() {
        log(
                "Transfer",
                "transfer to queue",
                json -> json.object(PARAMETERS, parameters -> {}).put(RESULTS, "false"));
        story.pass(150, 400);
        return this;
    }

    FlowRun loopPrompts(int prompts) {
        for (var prompt = 0; prompt < prompts; prompt++) {
            block(
                    "AddToPlayLoop",
                    "loop prompts",
                    parameters ->
                            parameters.put("Text", "Thank you for waiting.").put("Voice", "Joanna"));
        }
        return this;
    }

    FlowRun hangUp() {
        return block("Disconnect", "hang up", parameters -> {});
    }

    FlowRun outcome(String blockType, String block, String results) {
        log(blockType, block, json -> json.put(RESULTS, results));
        story.pass(5, 60);
        return this;
    }

    FlowRun block(String blockType, String block, Consumer<Json> parameters) {
        log(blockType, block, json -> json.object(PARAMETERS, parameters));
        story.pass(5, 60);
        return this;
    }

    private void log(String blockType, String block, Consumer<Json> outcome) {
        logs.log(leg, flow, blockType, identifier(blockType, block), story.now(), outcome);
    }

    /// The same block has the same identifier in every contact.
    private String identifier(String blockType, String block) {
        var name = flow.name() + blockType + block;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static void writePrompt(Json json, String text) {
        json.put("Text", text).put("TextToSpeechType", "text").put("Voice", "Joanna");
    }
}
