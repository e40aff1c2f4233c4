package io.contactstatus.pages.queues;

import io.contactstatus.queues.FigureInterval;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// What the page of a queue shows, as its address has it; what is left out is today, by quarters of an hour.
record PeriodAsked(
        @Nullable String from,
        @Nullable String to,
        @Nullable FigureInterval interval) {

    /// At the end of the page's own address.
    String itself() {
        var parameters = parameters("from", "to");
        return parameters.isEmpty() ? "" : "?" + parameters;
    }

    /// For the address of a page that leads back here, after its own parameters.
    String back() {
        var parameters = parameters("backFrom", "backTo");
        return parameters.isEmpty() ? "" : "&" + parameters;
    }

    private String parameters(String fromName, String toName) {
        return Stream.of(parameter(fromName, from), parameter(toName, to), parameter("interval", interval))
                .flatMap(parameter -> parameter)
                .collect(Collectors.joining("&"));
    }

    private static Stream<String> parameter(String name, @Nullable Object value) {
        return value == null || value.toString().isEmpty()
                ? Stream.empty()
                : Stream.of(name + "=" + UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
    }
}
