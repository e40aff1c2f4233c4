package io.contactstatus.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The flows that a block puts in place for later moments of a contact: whispers, holds, transfers. Those of
/// the agent are heard by the agent alone, on the agent's own line.
public final class FlowHooks {

    private static final Set<String> BLOCKS = Set.of(
            "SetContactFlow",
            "SetCustomerQueueFlow",
            "SetDisconnectFlow",
            "SetEventHook",
            "SetHoldFlow",
            "SetWhisperFlow",
            "UpdateContactEventHooks");

    /// What Amazon Connect calls the flows that come with an instance.
    private static final Pattern DEFAULT_OF_AGENT = Pattern.compile("(?i)default agent (whisper|hold|transfer)");

    private FlowHooks() {}

    /// Flows by the moment they are for, such as `AgentWhisper`; empty when the block sets none.
    public static Map<String, String> setBy(String type, LenientNode inputs) {
        if (!BLOCKS.contains(type)) {
            return Map.of();
        }
        var hooks = new TreeMap<String, String>();
        add(hooks, inputs.text("Type"), inputs.text("ContactFlowId"));
        inputs.part("EventHooks")
                .node()
                .properties()
                .forEach(hook -> add(hooks, hook.getKey(), new LenientNode(hook.getValue()).text()));
        return hooks;
    }

    private static void add(Map<String, String> hooks, @Nullable String moment, @Nullable String flow) {
        if (moment != null && flow != null) {
            hooks.put(moment, flow);
        }
    }

    /// However it is spelled: `AgentHold`, `AGENT_HOLD`.
    public static boolean isHeardByAgent(String moment) {
        return moment.toLowerCase(Locale.ROOT).startsWith("agent");
    }

    public static boolean isAgentsDefault(String flowName) {
        return DEFAULT_OF_AGENT.matcher(flowName.strip()).matches();
    }
}
