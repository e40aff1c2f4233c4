package io.contactstatus.web;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Bounds what connections cost that send nothing, or send slowly: how many there may be, and for how long.
@Component
class ConnectionLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String SETTING = "server.tomcat.max-connections";

    /// Of one that has begun to send a request: its buffers, measured.
    private static final long BYTES_EACH = 100_000;

    private static final int SHARE_OF_HEAP = 2;
    private static final int MOST = 8_192;

    private final Environment environment;

    ConnectionLimits(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(HeaderDeadlineProtocol.class.getName());
        if (!Binder.get(environment).bind(SETTING, Integer.class).isBound()) {
            factory.addConnectorCustomizers(connector -> connector.setProperty(
                    "maxConnections", Integer.toString(of(Runtime.getRuntime().maxMemory()))));
        }
    }

    static int of(long heap) {
        return Math.clamp(heap / SHARE_OF_HEAP / BYTES_EACH, 100, MOST);
    }
}
