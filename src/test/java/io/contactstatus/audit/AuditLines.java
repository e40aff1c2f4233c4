package io.contactstatus.audit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the audit writes during a test.
public final class AuditLines extends AppenderBase<ILoggingEvent> implements BeforeEachCallback, AfterEachCallback {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        lines.clear();
        start();
        logger().addAppender(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger().detachAppender(this);
        stop();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(AuditLog.NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
    }

    public List<String> text() {
        return lines;
    }

    /// Of requests of that caller.
    public List<JsonNode> of(String who) {
        return lines.stream()
                .map(JSON::readTree)
                .filter(line -> line.path("who").asString("").equals(who))
                .toList();
    }
}
