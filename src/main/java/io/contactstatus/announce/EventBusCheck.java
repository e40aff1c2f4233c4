package io.contactstatus.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/// Checks that the configured bus exists. EventBridge accepts `PutEvents` to a bus that does not, and drops the
/// events.
final class EventBusCheck {

    static final String NO_SUCH_BUS = "NoSuchEventBus";

    private static final Logger log = LoggerFactory.getLogger(EventBusCheck.class);

    /// How long an answer is trusted. Events sent to a bus that is deleted meanwhile are lost.
    private static final Duration HOLDS = Duration.ofMinutes(1);

    /// The bus that every account has, and that cannot be deleted.
    private static final String ALWAYS_THERE = "default";

    private final EventBridgeClient client;
    private final String bus;
    private final Clock clock;
    private boolean everThere;
    private boolean warned;
    private Instant holdsUntil = Instant.MIN;

    EventBusCheck(EventBridgeClient client, String bus, Clock clock) {
        this.client = client;
        this.bus = bus;
        this.clock = clock;
    }

    /// @return why nothing should be sent to it now, or null
    synchronized @Nullable String objection() {
        if (bus.equals(ALWAYS_THERE) || clock.instant().isBefore(holdsUntil)) {
            return null;
        }
        try {
            client.describeEventBus(request -> request.name(bus));
            return there();
        } catch (ResourceNotFoundException missing) {
            everThere = false;
            return NO_SUCH_BUS;
        } catch (EventBridgeException exception) {
            return EventBus.code(exception).equals("AccessDeniedException") ? trusted() : unknown(exception);
        } catch (SdkException exception) {
            return unknown(exception);
        }
    }

    private @Nullable String there() {
        everThere = true;
        holdsUntil = clock.instant().plus(HOLDS);
        return null;
    }

    private @Nullable String trusted() {
        if (!warned) {
            log.warn("events:DescribeEventBus is not allowed: were the bus not there, announcements would be lost");
            warned = true;
        }
        return there();
    }

    /// A bus that existed a while ago is trusted while EventBridge cannot be asked.
    private @Nullable String unknown(SdkException exception) {
        if (everThere) {
            return null;
        }
        return exception instanceof EventBridgeException answer
                ? EventBus.code(answer)
                : exception.getClass().getSimpleName();
    }
}
