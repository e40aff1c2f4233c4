package io.contactstatus.live;

import io.contactstatus.live.LiveProperties.BusKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something to follow.
record Thing(String id, long version, boolean live, boolean settled) {

    static Thing live(String id, long version) {
        return new Thing(id, version, true, false);
    }

    static Thing over(String id, long version) {
        return new Thing(id, version, false, false);
    }

    static Thing done(String id, long version) {
        return new Thing(id, version, false, true);
    }

    /// Of a feed that never compares by itself, and whose streams do not end.
    static LiveProperties properties() {
        var longTime = Duration.ofHours(1);
        return new LiveProperties(
                BusKind.IN_PROCESS, "any", 100, 100, Duration.ZERO, Duration.ofMinutes(1), longTime, longTime, 10, 10);
    }

    /// A store of them in memory.
    static final class Things implements FeedSource<Thing> {

        final Map<String, Thing> stored = new ConcurrentHashMap<>();
        final Set<String> notInIndex = ConcurrentHashMap.newKeySet();
        volatile boolean away;
        volatile boolean wordless;
        /// What reading all of them waits for.
        volatile CountDownLatch read = new CountDownLatch(0);

        void store(Thing... things) {
            for (var thing : things) {
                stored.put(thing.id(), thing);
            }
        }

        @Override
        public String name() {
            return "things";
        }

        @Override
        public String id(Thing thing) {
            return thing.id();
        }

        /// What stands before a slash in the id.
        @Override
        public @Nullable String instanceId(Thing thing) {
            var slash = thing.id().indexOf('/');
            return slash < 0 ? null : thing.id().substring(0, slash);
        }

        @Override
        public boolean isNews(Thing known, Thing heard) {
            return heard.version() > known.version();
        }

        @Override
        public boolean isLive(Thing thing) {
            return thing.live();
        }

        @Override
        public boolean isSettled(Thing thing) {
            return thing.settled();
        }

        @Override
        public Comparator<Thing> order() {
            return Comparator.comparing(Thing::id);
        }

        @Override
        public Optional<Thing> gone(Thing last) {
            return wordless ? Optional.empty() : Optional.of(new Thing(last.id(), last.version(), false, false));
        }

        @Override
        public void forEachLive(Consumer<Thing> user) {
            beThere();
            try {
                read.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
            stored.values().stream()
                    .filter(thing -> thing.live() && !notInIndex.contains(thing.id()))
                    .forEach(user);
        }

        @Override
        public List<Thing> find(Collection<String> ids) {
            beThere();
            return ids.stream().map(stored::get).filter(Objects::nonNull).toList();
        }

        private void beThere() {
            if (away) {
                throw new IllegalStateException("away");
            }
        }
    }

    /// Wants everything that is not called otherwise, and tells ids with versions.
    record Readers(String name) implements Audience<Thing> {

        @Override
        public boolean wants(@Nullable Thing before, Thing after) {
            return !after.id().startsWith("un");
        }

        @Override
        public List<ServerEvent> changed(@Nullable Thing before, Thing after) {
            return List.of(new ServerEvent("thing", after.id() + after.version()));
        }

        @Override
        public List<ServerEvent> reset(LiveSnapshot<Thing> snapshot) {
            return snapshot.items().stream()
                    .map(thing -> new ServerEvent("thing", thing.id() + thing.version()))
                    .toList();
        }
    }
}
