package io.contactstatus.ingest;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Tells whether the client of a request is still connected. Servlets find that out by writing only, and nothing can be
/// written before the records of a request are stored.
///
/// A client that ends its own side of the connection has left, too, as it has for most proxies. After the first look
/// the answer is the last one of its connection: looking may overwrite what has come of the next request.
@Component
class ClientConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String ATTRIBUTE = ClientConnections.class.getName();
    private static final String PATHS = "/ingest";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new ConnectionValve());
    }

    /// Where nothing is known of the connection it is taken to be there.
    static BooleanSupplier of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof BooleanSupplier there ? there : () -> true;
    }

    private static final class ConnectionValve extends ValveBase {

        ConnectionValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (request.getServletPath().startsWith(PATHS)) {
                BooleanSupplier there = () -> {
                    response.setHeader(HttpHeaders.CONNECTION, "close");
                    return isThere(request.getCoyoteRequest());
                };
                request.setAttribute(ATTRIBUTE, there);
            }
            getNext().invoke(request, response);
        }

        /// Tomcat looks without waiting, and says of a connection that cannot be read that there is something. What
        /// really is there stays.
        private static boolean isThere(org.apache.coyote.Request request) {
            return available(request, true) == 0 || available(request, false) > 0;
        }

        private static int available(org.apache.coyote.Request request, boolean look) {
            request.action(ActionCode.AVAILABLE, look);
            return request.getAvailable();
        }
    }
}
