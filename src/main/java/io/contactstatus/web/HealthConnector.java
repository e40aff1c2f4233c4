package io.contactstatus.web;

import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.problems.ProblemType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/// Another port that answers health checks alone, and so still does when all connections of the main one are taken.
///
/// It has threads of its own, few and of the platform's. The main port keeps its health, too.
@Component
class HealthConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private static final String PATH = "/actuator/health";

    private static final int MOST_CONNECTIONS = 100;
    private static final int MOST_THREADS = 4;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final HealthConnectorProperties properties;

    HealthConnector(HealthConnectorProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        var port = properties.port();
        if (port == null) {
            return;
        }
        var protocol = new HeaderDeadlineProtocol();
        protocol.setAddress(factory.getAddress());
        protocol.setMaxConnections(MOST_CONNECTIONS);
        protocol.setMaxThreads(MOST_THREADS);
        protocol.setMinSpareThreads(1);
        protocol.setConnectionTimeout(TIMEOUT_MILLIS);
        var connector = new Connector(protocol);
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        factory.addAdditionalConnectors(connector);
        factory.addEngineValves(new HealthOnlyValve(connector));
    }

    /// After the customizers that know the address.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /// Nothing else is there at this connector.
    private static final class HealthOnlyValve extends ValveBase {

        private final Connector health;

        HealthOnlyValve(Connector health) {
            super(true);
            this.health = health;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (!request.getConnector().equals(health) || isHealth(request.getDecodedRequestURI())) {
                getNext().invoke(request, response);
                return;
            }
            var nothing = Problem.of(ProblemType.NOT_FOUND);
            response.setStatus(nothing.status());
            ProblemResponse.write(response, nothing);
        }

        private static boolean isHealth(String path) {
            return path.equals(PATH) || path.startsWith(PATH + "/");
        }
    }
}
