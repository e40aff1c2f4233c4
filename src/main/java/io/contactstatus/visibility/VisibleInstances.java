package io.contactstatus.visibility;

import io.contactstatus.dialect.Arns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The instances of Amazon Connect whose contacts, agents and queues are shown to a caller. What no instance is known
/// of is shown only to those who see all.
///
/// @param ids of the instances; null for all
public record VisibleInstances(@Nullable Set<String> ids) {

    public static final VisibleInstances ALL = new VisibleInstances(null);
    public static final VisibleInstances NONE = new VisibleInstances(Set.of());

    private static final String ATTRIBUTE = VisibleInstances.class.getName();

    public VisibleInstances {
        ids = ids == null ? null : Set.copyOf(ids);
    }

    public static VisibleInstances only(String id) {
        return new VisibleInstances(Set.of(id));
    }

    /// What was decided for this request; none where nothing was.
    public static VisibleInstances of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof VisibleInstances visible ? visible : NONE;
    }

    public void decideFor(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean areAll() {
        return ids == null;
    }

    public boolean include(@Nullable String id) {
        return ids == null || (id != null && ids.contains(id));
    }

    /// @param arn of the instance itself
    public boolean includeArn(@Nullable String arn) {
        return ids == null || include(Arns.lastPart(arn));
    }

    /// Whether what has this ARN, as a queue or an agent, belongs to one of them.
    public boolean includeOwnerOf(@Nullable String arn) {
        return ids == null || include(Arns.lastPart(Arns.instanceOf(arn)));
    }

    public VisibleInstances or(VisibleInstances more) {
        return ids == null || more.ids() == null
                ? ALL
                : new VisibleInstances(
                        Stream.of(ids, more.ids()).flatMap(Set::stream).collect(Collectors.toSet()));
    }
}
