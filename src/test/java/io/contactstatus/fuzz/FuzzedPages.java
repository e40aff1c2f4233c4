package io.contactstatus.fuzz;

import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Requests of the pages, as their controllers are mapped.
final class FuzzedPages {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");

    private final List<Mapped> pages;
    private final List<FuzzSession> sessions;
    private final FuzzValues values;

    /// @param parameters by name, of the query or a form
    record Mapped(String pattern, String method, List<String> parameters) {}

    FuzzedPages(List<Mapped> pages, List<FuzzSession> sessions, RandomGenerator random) {
        this.pages = pages;
        this.sessions = sessions;
        values = new FuzzValues(random);
    }

    static List<Mapped> mapped(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.contactstatus.pages."))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> methods(
                                        entry.getKey().getMethodsCondition().getMethods())
                                .map(method -> new Mapped(pattern, method, parameters(entry.getValue())))))
                .sorted((one, other) -> (one.pattern() + one.method()).compareTo(other.pattern() + other.method()))
                .toList();
    }

    private static Stream<String> methods(Collection<RequestMethod> methods) {
        return methods.isEmpty() ? Stream.of("GET", "POST") : methods.stream().map(RequestMethod::name);
    }

    /// What is bound to a record has its names.
    private static List<String> parameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(parameter -> parameter.getParameterType().isRecord()
                        ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                                .map(RecordComponent::getName)
                        : name(parameter))
                .toList();
    }

    private static Stream<String> name(MethodParameter parameter) {
        var declared = parameter.getParameterAnnotation(RequestParam.class);
        if (declared == null) {
            return Stream.empty();
        }
        return Stream.of(declared.name().isEmpty() ? parameter.getParameter().getName() : declared.name());
    }

    FuzzRequest next() {
        var page = values.oneOf(pages);
        var session = values.oneOf(sessions);
        // Beside others that are refused first, what one value does would not be seen.
        var isOneAlone = values.oneIn(3) && !page.parameters().isEmpty();
        var broken = !isOneAlone && values.oneIn(12);
        var path = PLACEHOLDER
                .matcher(page.pattern().replace("**", "{rest}"))
                .replaceAll(found ->
                        Matcher.quoteReplacement(broken ? values.brokenSegment() : values.segment(idOrNasty())));
        var headers = new ArrayList<>(values.extraHeaders());
        if (!session.cookie().isEmpty()) {
            headers.add("Cookie: " + session.cookie());
        }
        var isForm = page.method().equals("POST");
        var parameters = new ArrayList<>(isOneAlone ? oneNasty(page) : anyOf(page));
        if (!isOneAlone && values.oneIn(10)) {
            parameters.add(values.extraParameter());
        }
        if (isForm && !values.oneIn(4)) {
            parameters.add("_csrf=" + URLEncoder.encode(session.token(), StandardCharsets.UTF_8));
        }
        var sent = String.join("&", parameters);
        if (isForm && headers.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
            headers.add("Content-Type: application/x-www-form-urlencoded");
        }
        return new FuzzRequest(
                page.pattern(),
                page.pattern(),
                page.method(),
                isForm || sent.isEmpty() ? path : path + "?" + sent,
                !broken,
                headers,
                isForm ? sent.getBytes(StandardCharsets.UTF_8) : null);
    }

    private List<String> anyOf(Mapped page) {
        return page.parameters().stream()
                .filter(name -> !values.oneIn(3))
                .map(name -> name + "=" + values.inQuery(value()))
                .toList();
    }

    private List<String> oneNasty(Mapped page) {
        return List.of(values.oneOf(page.parameters()) + "=" + values.inQuery(values.nasty()));
    }

    private String idOrNasty() {
        return values.oneIn(2) ? values.oneOf(List.of("c-1", "c-2")) : values.nasty();
    }

    private String value() {
        return values.oneIn(2)
                ? values.nasty()
                : values.oneOf(List.of("c-1", "VOICE", "QUEUED", "techy", "live", "ja", "25", "/ui/board", "1 c-1"));
    }
}
