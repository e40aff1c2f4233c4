package io.contactstatus.journey;

import io.contactstatus.dialect.Arns;
import io.contactstatus.dialect.FlowHooks;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The flows that agents hear, on a line of their own: what they play is no part of the customer's way.
final class AgentFlows {

    private final Set<String> agents = new HashSet<>();
    private final Set<String> customers = new HashSet<>();

    private AgentFlows() {}

    static AgentFlows in(List<BlockRun> runs) {
        var flows = new AgentFlows();
        runs.stream().filter(run -> !run.failed()).forEach(flows::learn);
        return flows;
    }

    private void learn(BlockRun run) {
        FlowHooks.setBy(run.type(), run.inputs())
                .forEach((moment, flow) -> (FlowHooks.isHeardByAgent(moment) ? agents : customers)
                        .add(Objects.requireNonNull(Arns.lastPart(flow))));
    }

    /// A flow that is played to both is told as the customer's.
    boolean isPlayedIn(BlockRun run) {
        var line = run.first().detail();
        var flow = Arns.lastPart(line.text("ContactFlowId"));
        var name = line.text("ContactFlowName");
        var isSet = flow != null && agents.contains(flow) && !customers.contains(flow);
        return isSet || (name != null && FlowHooks.isAgentsDefault(name));
    }

    List<BlockRun> without(List<BlockRun> runs) {
        return runs.stream().filter(run -> !isPlayedIn(run)).toList();
    }
}
