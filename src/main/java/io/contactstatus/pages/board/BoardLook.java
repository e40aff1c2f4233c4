package io.contactstatus.pages.board;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// How the board shows what its filter lets through, from its query parameters.
///
/// @param sort of the rows of each group
/// @param without columns that are left out
/// @param everyone whether the abandoned are listed with those who left within the limit of their queue
record BoardLook(
        @Nullable Sort sort,
        @Nullable Set<Hideable> without,
        @Nullable Boolean everyone) {

    static final BoardLook USUAL = new BoardLook(null, null, null);

    enum Sort {
        LONGEST,
        NEWEST,
        QUEUE,
        AGENT
    }

    enum Hideable {
        QUEUE,
        AGENT,
        WAIT,
        WHOLE
    }

    BoardLook {
        sort = sort == null ? Sort.LONGEST : sort;
        // A blank word of an address is null here.
        without = without == null
                ? Set.of()
                : without.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        everyone = Boolean.TRUE.equals(everyone);
    }

    Sort sorted() {
        return sort == null ? Sort.LONGEST : sort;
    }

    boolean isWithout(Hideable column) {
        return without != null && without.contains(column);
    }

    public boolean isWithout(String column) {
        return isWithout(Hideable.valueOf(column));
    }

    /// For the styles.
    public String hidden() {
        return without == null ? "" : without.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    public boolean isOfEveryone() {
        return Boolean.TRUE.equals(everyone);
    }

    /// Another path with the same filter and look.
    UriComponentsBuilder at(String path, BoardQuery query) {
        var address = unsorted(path, query);
        if (sorted() != Sort.LONGEST) {
            address.queryParam("sort", sorted());
        }
        return address;
    }

    private UriComponentsBuilder unsorted(String path, BoardQuery query) {
        var address = query.at(path);
        EnumSet.allOf(Hideable.class).stream()
                .filter(this::isWithout)
                .forEach(column -> address.queryParam("without", column));
        if (isOfEveryone()) {
            address.queryParam("everyone", true);
        }
        return address;
    }

    Sorting sorting(String path, BoardQuery query) {
        return new Sorting(sorted(), unsorted(path, query).build(true).toUriString());
    }

    /// How rows are sorted, and the addresses that sort them otherwise.
    ///
    /// @param plain the address of the usual order
    record Sorting(Sort now, String plain) {

        public String href(String name) {
            var sort = Sort.valueOf(name);
            return sort == Sort.LONGEST ? plain : plain + (plain.indexOf('?') < 0 ? "?" : "&") + "sort=" + sort;
        }

        public boolean is(String name) {
            return now == Sort.valueOf(name);
        }

        public boolean isByTime() {
            return now == Sort.LONGEST || now == Sort.NEWEST;
        }

        /// Of the order by time.
        public String turned() {
            return href(now == Sort.LONGEST ? "NEWEST" : "LONGEST");
        }
    }
}
