package io.contactstatus.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The simulated Amazon Connect instance. Nothing of it is random, so that queues and flows stay the same from
/// one run to the next.
final class SimulatedInstance {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "ap-northeast-1";
    static final String ID = "6d1f5c1e-0c55-4f0a-9d5e-51b1a7ed0000";
    static final String ARN = "arn:aws:connect:" + REGION + ":" + ACCOUNT + ":instance/" + ID;
    static final String ALIAS = "simulated-centre";
    static final String NUMBER = "+14155550100";
    static final String LAMBDA = "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:customer-profile";

    private static final List<RoutingProfile> ROUTING_PROFILES =
            List.of(routingProfile("Everything", "51b1a7ed0001"), routingProfile("Everything, senior", "51b1a7ed0002"));
    private static final List<List<Group>> GROUPS = List.of(
            List.of(group("Tokyo", "51b1a7ed4001"), group("Team Sakura", "51b1a7ed4002")),
            List.of(group("Tokyo", "51b1a7ed4001"), group("Team Fuji", "51b1a7ed4003")),
            List.of(group("Osaka", "51b1a7ed4004"), group("Team Umeda", "51b1a7ed4005")));

    static final List<Queue> QUEUES = List.of(
            queue("Billing", "51b1a7ed1001"),
            queue("Orders", "51b1a7ed1002"),
            queue("Technical support", "51b1a7ed1003"),
            queue("Complaints", "51b1a7ed1004"));
    static final Queue SPECIALISTS = queue("Specialists", "51b1a7ed1005");

    static final Flow MAIN = flow("Main", "51b1a7ed2001");
    static final Flow CUSTOMER_QUEUE = flow("Default customer queue", "51b1a7ed2002");
    static final Flow QUEUE_TRANSFER = flow("Default queue transfer", "51b1a7ed2003");
    static final Flow CHAT = flow("Chat welcome", "51b1a7ed2004");
    static final Flow TASK = flow("Task routing", "51b1a7ed2005");

    private SimulatedInstance() {}

    static Queue personalQueueOf(SimulatedAgent agent) {
        return new Queue(null, ARN + "/queue/agent/" + agent.id(), "AGENT");
    }

    static RoutingProfile routingProfileOf(SimulatedAgent agent) {
        return ROUTING_PROFILES.get(agent.number() % 4 == 0 ? 1 : 0);
    }

    /// From the top of the hierarchy.
    static List<Group> groupsOf(SimulatedAgent agent) {
        return GROUPS.get(agent.number() % GROUPS.size());
    }

    private static RoutingProfile routingProfile(String name, String tail) {
        return new RoutingProfile(name, ARN + "/routing-profile/2b9c1d70-71aa-4b7a-8b6e-" + tail);
    }

    private static Group group(String name, String tail) {
        return new Group(name, ARN + "/agent-group/7c1e9b52-3d4f-4a6b-8e01-" + tail);
    }

    private static Queue queue(String name, String tail) {
        return new Queue(name, ARN + "/queue/3f6a52d4-88b2-4c5e-9b1a-" + tail, "STANDARD");
    }

    private static Flow flow(String name, String tail) {
        return new Flow(name, ARN + "/contact-flow/9e4d7a11-2d0c-4e0f-a1c3-" + tail);
    }

    /// @param name absent for the personal queue of an agent
    record Queue(@Nullable String name, String arn, String type) {}

    record Flow(String name, String arn) {}

    record RoutingProfile(String name, String arn) {}

    record Group(String name, String arn) {}

    /// What an agent says about themselves.
    enum SimulatedStatus {
        AVAILABLE("Available", "ROUTABLE", "51b1a7ed3001"),
        LUNCH("Lunch", "CUSTOM", "51b1a7ed3002"),
        OFFLINE("Offline", "OFFLINE", "51b1a7ed3003");

        private final String word;
        private final String type;
        private final String arn;

        SimulatedStatus(String word, String type, String tail) {
            this.word = word;
            this.type = type;
            this.arn = ARN + "/agent-state/c0a8d1b2-6f3e-4a55-8d21-" + tail;
        }

        String word() {
            return word;
        }

        String type() {
            return type;
        }

        String arn() {
            return arn;
        }
    }
}
