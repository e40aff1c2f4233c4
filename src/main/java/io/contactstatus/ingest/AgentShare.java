package io.contactstatus.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// What a batch says about one agent.
record AgentShare(List<BatchRecord> records, AgentConclusions conclusions) {

    static List<AgentShare> of(List<BatchRecord> batch) {
        var byAgent = new TreeMap<String, List<BatchRecord>>();
        for (var record : batch) {
            var agent = record.agent();
            if (agent != null) {
                byAgent.computeIfAbsent(agent.agentId(), id -> new ArrayList<>())
                        .add(record);
            }
        }
        return byAgent.values().stream().map(AgentShare::ofOneAgent).toList();
    }

    private static AgentShare ofOneAgent(List<BatchRecord> records) {
        var events = records.stream()
                .map(BatchRecord::agent)
                .filter(Objects::nonNull)
                .toList();
        return new AgentShare(records, new AgentConclusions(events));
    }
}
