package io.contactstatus.pages.board;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// How the board shows what its filter lets through, from its query parameters.
///
/// @param sort of the rows of each group
/// @param without columns that are left out
/// @param with columns that are shown although they would give way on this screen
/// @param everyone whether the abandoned are listed with those who left within the limit of their queue
record BoardLook(
        @Nullable Sort sort,
        @Nullable Set<Hideable> without,
        @Nullable Set<Hideable> with,
        @Nullable Boolean everyone) {

    static final BoardLook USUAL = new BoardLook(null, null, null, null);

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
        WHOLE;

        /// Where there is no room for all of them.
        static final Set<Hideable> GIVING_WAY = EnumSet.of(QUEUE, WAIT, WHOLE);

        /// For which the lists of a lane are too narrow on most screens.
        private static final Set<Hideable> WIDE = EnumSet.of(WAIT, WHOLE);
    }

    BoardLook {
        sort = sort == null ? Sort.LONGEST : sort;
        without = named(without);
        with = named(with).stream().filter(not(without::contains)).collect(toUnmodifiableSet());
        everyone = Boolean.TRUE.equals(everyone);
    }

    /// A blank word of an address is null here.
    private static Set<Hideable> named(@Nullable Set<Hideable> columns) {
        return columns == null
                ? Set.of()
                : columns.stream().filter(Objects::nonNull).collect(toUnmodifiableSet());
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

    boolean isWith(Hideable column) {
        return with != null && with.contains(column);
    }

    public boolean isWith(String column) {
        return isWith(Hideable.valueOf(column));
    }

    /// Whether fewer lanes fit beside each other.
    public boolean isWide() {
        return Hideable.WIDE.stream().anyMatch(this::isWith);
    }

    /// For the styles.
    public String hidden() {
        return words(without);
    }

    /// For the styles.
    public String kept() {
        return words(with);
    }

    private static String words(@Nullable Set<Hideable> columns) {
        return columns == null ? "" : columns.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
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
        EnumSet.allOf(Hideable.class).stream()
                .filter(this::isWith)
                .forEach(column -> address.queryParam("with", column));
        if (isOfEveryone()) {
            address.queryParam("everyone", true);
        }
        return address;
    }

    Links links(String path, BoardQuery query) {
        return new Links(
                sorted(),
                unsorted(path, query).build(true).toUriString(),
                at(path, query.in(null)).build(true).toUriString());
    }

    /// How rows are sorted, and the addresses of the same board sorted otherwise, or of a single queue.
    ///
    /// @param plain the address of the usual order
    /// @param anywhere that of all queues
    record Links(Sort now, String plain, String anywhere) {

        public String href(String name) {
            var sort = Sort.valueOf(name);
            return sort == Sort.LONGEST ? plain : with(plain, "sort", sort.name());
        }

        public String queue(Board.QueueLine line) {
            return with(anywhere, "queue", UriUtils.encode(line.key(), StandardCharsets.UTF_8));
        }

        private static String with(String address, String name, String value) {
            return address + (address.indexOf('?') < 0 ? "?" : "&") + name + "=" + value;
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
