package io.contactstatus.journey;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of the blocks of flows. Amazon Connect publishes no list of their names, so these are those seen in
/// logs and in tools that read them; whatever else there is, is [Kind#OTHER].
final class Blocks {

    private static final Map<Kind, Set<String>> BY_KIND = Map.ofEntries(
            Map.entry(
                    Kind.PROMPT,
                    Set.of(
                            "PlayPrompt",
                            "AddToPlayLoop",
                            "LoopPrompts",
                            "SendMessage",
                            "MessageParticipant",
                            "MessageParticipantIteratively")),
            Map.entry(
                    Kind.CHOICE,
                    Set.of(
                            "GetUserInput",
                            "GetCustomerInput",
                            "GetParticipantInput",
                            "ConnectParticipantWithLexBot",
                            "AuthenticateParticipant")),
            Map.entry(Kind.INPUT, Set.of("StoreUserInput", "StoreCustomerInput")),
            Map.entry(
                    Kind.QUEUE,
                    Set.of("SetQueue", "UpdateContactTargetQueue", "ChangeRoutingPriority", "SetRoutingCriteria")),
            Map.entry(
                    Kind.TRANSFER,
                    Set.of(
                            "Transfer",
                            "TransferToQueue",
                            "TransferContactToQueue",
                            "TransferToFlow",
                            "TransferToAgent",
                            "TransferContactToAgent",
                            "TransferToPhoneNumber",
                            "TransferParticipantToThirdParty",
                            "Dial")),
            Map.entry(Kind.CALLBACK, Set.of("UpdateContactCallbackNumber", "CreateCallbackContact")),
            Map.entry(
                    Kind.ATTRIBUTE,
                    Set.of(
                            "SetAttributes",
                            "SetContactAttributes",
                            "SetFlowAttributes",
                            "SetContactData",
                            "UpdateContactAttributes",
                            "UpdateContactData",
                            "TagContact",
                            "UntagContact")),
            Map.entry(Kind.LAMBDA, Set.of("InvokeExternalResource", "InvokeLambdaFunction")),
            Map.entry(
                    Kind.CHECK,
                    Set.of(
                            "CheckAttribute",
                            "CheckContactAttributes",
                            "CheckHoursOfOperation",
                            "CheckStaffing",
                            "CheckQueueStatus",
                            "CheckMetricData",
                            "Compare",
                            "DistributeByPercentage",
                            "GetMetricData",
                            "GetQueueMetrics",
                            "Loop")),
            Map.entry(
                    Kind.FLOW,
                    Set.of(
                            "EndFlowExecution",
                            "InvokeFlowModule",
                            "Resume",
                            "ResumeContact",
                            "ReturnFromFlowModule",
                            "SetContactFlow",
                            "SetCustomerQueueFlow",
                            "SetDisconnectFlow",
                            "SetEventHook",
                            "SetHoldFlow",
                            "SetLoggingBehavior",
                            "SetVoice",
                            "SetWhisperFlow",
                            "Wait")),
            Map.entry(
                    Kind.RECORDING,
                    Set.of(
                            "SetRecordingBehavior",
                            "StartMediaStreaming",
                            "StopMediaStreaming",
                            "UpdateContactMediaStreamingBehavior",
                            "UpdateContactRecordingBehavior")),
            Map.entry(Kind.HOLD, Set.of("HoldCustomerOrAgent")),
            Map.entry(Kind.END, Set.of("Disconnect", "DisconnectParticipant")));

    private static final Map<String, Kind> KINDS = BY_KIND.entrySet().stream()
            .flatMap(known -> known.getValue().stream().map(type -> Map.entry(type, known.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Set<String> LOOPS = Set.of("AddToPlayLoop", "LoopPrompts", "MessageParticipantIteratively");
    private static final Set<String> OUTWARD =
            Set.of("TransferToPhoneNumber", "TransferParticipantToThirdParty", "Dial");

    /// What takes its time, so that the gap to the next line of the log says something about it.
    private static final Set<Kind> TIMED = Set.of(Kind.PROMPT, Kind.CHOICE, Kind.INPUT, Kind.LAMBDA, Kind.OTHER);

    private static final Set<String> FAILURES = Set.of(
            "Error",
            "Failed",
            "Exception",
            "Unsupported",
            "Invalid",
            "NotDone",
            "NotFound",
            "not found",
            "MultipleFound",
            "No prompt provided");
    private static final Pattern FAILURE = Pattern.compile(
            "(?i).*(returned an error|status code: *[45][0-9]{2}|error code:|concurrent lambda thread|exception).*",
            Pattern.DOTALL);

    private static final Set<String> SILENCE = Set.of("Timeout", "NoInput", "InputTimeLimitExceeded", "NoMatch");

    private static final Set<String> BOTS = Set.of("BotAliasArn", "BotName", "LexBot", "LexV2Bot");

    private Blocks() {}

    static Kind kindOf(String type) {
        return KINDS.getOrDefault(type, Kind.OTHER);
    }

    /// Prompts that are put up for later, one line each.
    static boolean isLoop(String type) {
        return LOOPS.contains(type);
    }

    static boolean leadsOut(String type) {
        return OUTWARD.contains(type);
    }

    static boolean takesTime(String type) {
        return TIMED.contains(kindOf(type)) && !isLoop(type);
    }

    /// Whether the answer is what a bot made of words, and not a key.
    static boolean asksByBot(BlockRun run) {
        return run.type().equals("ConnectParticipantWithLexBot")
                || BOTS.stream().anyMatch(name -> run.inputs().has(name));
    }

    static boolean isSilence(@Nullable String results) {
        return results != null && SILENCE.contains(results);
    }

    static boolean isFailure(Kind kind, @Nullable String results) {
        if (results == null) {
            return false;
        }
        // What customers answer may read like anything.
        var isAnswer = kind == Kind.CHOICE || kind == Kind.INPUT;
        return FAILURES.contains(results)
                || (kind == Kind.LAMBDA && isSilence(results))
                || (!isAnswer && FAILURE.matcher(results).matches());
    }
}
