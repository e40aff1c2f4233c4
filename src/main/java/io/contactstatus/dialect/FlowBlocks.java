package io.contactstatus.dialect;

import io.contactstatus.contact.FlowPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is known of the blocks of flows. Amazon Connect publishes no list of their names, so these are those
/// seen in logs and in tools that read them; whatever else there is, is [BlockKind#OTHER].
public final class FlowBlocks {

    private static final Map<BlockKind, Set<String>> BY_KIND = Map.ofEntries(
            Map.entry(
                    BlockKind.PROMPT,
                    Set.of(
                            "PlayPrompt",
                            "AddToPlayLoop",
                            "LoopPrompts",
                            "SendMessage",
                            "MessageParticipant",
                            "MessageParticipantIteratively")),
            Map.entry(
                    BlockKind.CHOICE,
                    Set.of(
                            "GetUserInput",
                            "GetCustomerInput",
                            "GetParticipantInput",
                            "ConnectParticipantWithLexBot",
                            "AuthenticateParticipant")),
            Map.entry(BlockKind.INPUT, Set.of("StoreUserInput", "StoreCustomerInput")),
            Map.entry(
                    BlockKind.QUEUE,
                    Set.of("SetQueue", "UpdateContactTargetQueue", "ChangeRoutingPriority", "SetRoutingCriteria")),
            Map.entry(
                    BlockKind.TRANSFER,
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
            Map.entry(
                    BlockKind.CALLBACK,
                    Set.of("UpdateContactCallbackNumber", "SetCallbackNumber", "CreateCallbackContact")),
            Map.entry(
                    BlockKind.ATTRIBUTE,
                    Set.of(
                            "SetAttributes",
                            "SetContactAttributes",
                            "SetFlowAttributes",
                            "SetContactData",
                            "UpdateContactAttributes",
                            "UpdateContactData",
                            "TagContact",
                            "UntagContact")),
            Map.entry(BlockKind.LAMBDA, Set.of("InvokeExternalResource", "InvokeLambdaFunction")),
            Map.entry(
                    BlockKind.CHECK,
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
                    BlockKind.FLOW,
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
                            "UpdateContactEventHooks",
                            "Wait")),
            Map.entry(
                    BlockKind.RECORDING,
                    Set.of(
                            "SetRecordingBehavior",
                            "StartMediaStreaming",
                            "StopMediaStreaming",
                            "UpdateContactMediaStreamingBehavior",
                            "UpdateContactRecordingBehavior")),
            Map.entry(BlockKind.HOLD, Set.of("HoldCustomerOrAgent")),
            Map.entry(BlockKind.END, Set.of("Disconnect", "DisconnectParticipant")));

    private static final Map<String, BlockKind> KINDS = BY_KIND.entrySet().stream()
            .flatMap(known -> known.getValue().stream().map(type -> Map.entry(type, known.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Set<String> LOOPS = Set.of("AddToPlayLoop", "LoopPrompts", "MessageParticipantIteratively");
    private static final Set<String> WRITTEN = Set.of("SendMessage");
    private static final Set<String> OUTSIDE =
            Set.of("TransferToPhoneNumber", "TransferParticipantToThirdParty", "Dial");
    private static final Set<String> TO_QUEUE = Set.of("TransferToQueue", "TransferContactToQueue");

    private static final List<String> QUEUES = List.of("Queue", "QueueId", "QueueArn");
    private static final List<String> NUMBERS =
            List.of("PhoneNumber", "ThirdPartyPhoneNumber", "CallbackNumber", "ContactNumber", "Number");

    /// Inputs of a transfer to a callback queue.
    private static final List<String> OF_CALLBACKS =
            List.of("InitialCallDelaySeconds", "MaximumConnectionAttempts", "RetryDelaySeconds", "CallbackNumber");

    /// What takes its time, so that the gap to the next line of the log says something about it.
    private static final Set<BlockKind> TIMED =
            Set.of(BlockKind.PROMPT, BlockKind.CHOICE, BlockKind.INPUT, BlockKind.LAMBDA, BlockKind.OTHER);

    private static final Set<String> BOTS = Set.of("BotAliasArn", "BotName", "LexBot", "LexV2Bot");

    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,8}");

    private FlowBlocks() {}

    public static BlockKind kindOf(String type) {
        return KINDS.getOrDefault(type, BlockKind.OTHER);
    }

    /// Prompts that are put up for later, one line each.
    public static boolean isLoop(String type) {
        return LOOPS.contains(type);
    }

    /// A message that arrives in writing, whatever the channel of the contact.
    public static boolean isWritten(String type) {
        return WRITTEN.contains(type);
    }

    /// Whether the customer leaves for a number outside of Amazon Connect. A `Transfer` goes anywhere: only its
    /// inputs tell where to.
    ///
    /// @param inputs `Parameters`
    public static boolean leadsOutside(String type, JsonNode inputs) {
        return OUTSIDE.contains(type) || (type.equals("Transfer") && isToNumber(new LenientNode(inputs)));
    }

    /// Blocks that lead nowhere else.
    public static boolean isAlwaysOutside(String type) {
        return OUTSIDE.contains(type);
    }

    /// Whether it puts the contact, or a callback, into a queue.
    ///
    /// @param inputs `Parameters`
    public static boolean leadsToQueue(String type, JsonNode inputs) {
        return TO_QUEUE.contains(type)
                || (type.equals("Transfer")
                        && !leadsOutside(type, inputs)
                        && !new LenientNode(inputs).has("ContactFlowId"));
    }

    private static boolean isToNumber(LenientNode inputs) {
        return inputs.text("CallbackNumber") == null
                && numberIn(inputs) != null
                && QUEUES.stream().noneMatch(inputs::has);
    }

    public static @Nullable String numberIn(LenientNode inputs) {
        return NUMBERS.stream()
                .map(inputs::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// Whether it ends the contact, if the customer is still there.
    public static boolean disconnects(String type) {
        return FlowPosition.disconnects(type);
    }

    /// Whether it has the customer called back. Blocks that only set the number to call do not.
    ///
    /// @param inputs `Parameters`
    public static boolean asksForCallback(String type, JsonNode inputs) {
        return switch (kindOf(type)) {
            case CALLBACK -> !setsCallbackNumber(type);
            case TRANSFER ->
                !leadsOutside(type, inputs) && OF_CALLBACKS.stream().anyMatch(new LenientNode(inputs)::has);
            case PROMPT, CHOICE, INPUT, QUEUE, ATTRIBUTE, LAMBDA, CHECK, FLOW, RECORDING, HOLD, END, OTHER -> false;
        };
    }

    public static boolean setsCallbackNumber(String type) {
        return type.equals("UpdateContactCallbackNumber") || type.equals("SetCallbackNumber");
    }

    /// How long a Lambda function may take; null where it is not told.
    public static @Nullable Duration timeLimitOf(LenientNode inputs) {
        var millis = inputs.text("TimeLimit");
        return millis == null || !MILLIS.matcher(millis).matches() ? null : Duration.ofMillis(Long.parseLong(millis));
    }

    public static boolean takesTime(String type) {
        return TIMED.contains(kindOf(type)) && !isLoop(type);
    }

    /// Whether the answer is what a bot made of words, and not a key.
    public static boolean asksByBot(String type, LenientNode inputs) {
        return type.equals("ConnectParticipantWithLexBot") || BOTS.stream().anyMatch(inputs::has);
    }
}
