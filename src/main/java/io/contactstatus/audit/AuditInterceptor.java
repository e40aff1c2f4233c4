package io.contactstatus.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Writes the line of a request that has ended, if it has shown or done anything.
class AuditInterceptor implements HandlerInterceptor {

    private final AuditLog log;

    AuditInterceptor(AuditLog log) {
        this.log = log;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        var entry = AuditEntry.of(request);
        if (entry != null) {
            log.write(request, entry, failure == null ? AuditOutcome.of(response.getStatus()) : AuditOutcome.FAILED);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Installation implements WebMvcConfigurer {

        private final AuditLog log;

        Installation(AuditLog log) {
            this.log = log;
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new AuditInterceptor(log));
        }
    }
}
