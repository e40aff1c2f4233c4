package io.contactstatus.web;

import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Answers requests that Tomcat refuses before anything of ours sees them, because of an impossible path for
/// example; by itself it would answer with a page that names itself.
///
/// Public, because Tomcat makes it from its name.
public class ErrorReport extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setContentType(ProblemResponse.MEDIA_TYPE);
        try {
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(ProblemResponse.json(Problem.ofStatus(status)));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("the client has hung up", gone);
        }
    }

    @Component
    static class Installation implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ErrorReport.class.getName());
                }
            });
        }
    }
}
