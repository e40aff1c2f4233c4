package io.contactstatus.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Looks at the path of an operation before anything else of it. Spring looks at it last: for each request it would
/// work out of a hundred operations whether they answer with what the client accepts.
class PathFirstHandlerMapping extends RequestMappingHandlerMapping {

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(
            RequestMappingInfo operation, HttpServletRequest request) {
        var paths = operation.getPathPatternsCondition();
        return paths == null || paths.getMatchingCondition(request) != null
                ? super.getMatchingMapping(operation, request)
                : null;
    }

    @Configuration(proxyBeanMethods = false)
    static class Installation {

        @Bean
        static WebMvcRegistrations pathFirst() {
            return new WebMvcRegistrations() {
                @Override
                public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                    return new PathFirstHandlerMapping();
                }
            };
        }
    }
}
