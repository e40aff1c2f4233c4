package io.contactstatus.web;

import io.contactstatus.problems.InvalidParameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses query parameters that the operation does not have: a filter that is misspelt or not built yet would
/// otherwise be answered with everything.
///
/// Applies to the REST controllers of every module of ours. Pages and the libraries' own paths ignore what they
/// do not know.
class UnknownParameterInterceptor implements HandlerInterceptor {

    private static final String OURS = "io.contactstatus.";

    private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    /// Bounded by the number of operations.
    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod operation && isOfApi(operation.getBeanType())) {
            var expected = known.computeIfAbsent(operation.getMethod(), method -> parameters(operation));
            QueryParameter.in(query)
                    .filter(parameter -> !expected.contains(parameter.name()))
                    .findFirst()
                    .ifPresent(UnknownParameterInterceptor::refuse);
        }
        return true;
    }

    private static void refuse(QueryParameter unknown) {
        throw new InvalidParameter(unknown.shownName(), "is not known here");
    }

    private static boolean isOfApi(Class<?> controller) {
        return controller.getName().startsWith(OURS)
                && AnnotatedElementUtils.hasAnnotation(controller, RestController.class)
                && !ErrorController.class.isAssignableFrom(controller);
    }

    private Set<String> parameters(HandlerMethod operation) {
        return Arrays.stream(operation.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(this::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private String name(MethodParameter parameter) {
        var given = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class))
                .name();
        if (!given.isEmpty()) {
            return given;
        }
        parameter.initParameterNameDiscovery(names);
        return Objects.requireNonNull(parameter.getParameterName(), "compiled without the names of parameters");
    }

    @Configuration(proxyBeanMethods = false)
    static class Installation implements WebMvcConfigurer {

        /// Firehose treats any response that is not in its own form as a broken endpoint.
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new UnknownParameterInterceptor()).excludePathPatterns("/ingest/firehose");
        }
    }
}
