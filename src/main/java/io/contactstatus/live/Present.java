package io.contactstatus.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What is live, what has changed of it lately, and who follows.
///
/// One lock guards it all, so that a picture, a position and the place in the queue belong to the same moment.
/// Nothing is written, rendered or read from the store under it.
final class Present<T> {

    /// What is said late of one that has ended must not bring it back.
    private static final int MOST_ENDED = 10_000;

    /// For so long it is asked what became of one that has ended: of after-contact work, and of its record.
    private static final Duration AFTERMATH = Duration.ofMinutes(10);

    private final Subject<T> subject;
    private volatile String epoch = newEpoch();
    private final int queue;
    private final int replay;
    private final Runnable dropped;
    private final Map<String, T> live = new HashMap<>();
    /// The same in its order: thousands may come at once, and it is not to be sorted for each of them.
    private final NavigableSet<T> inOrder;
    private final Map<String, Past<T>> ended = new Recently<>();
    private final ArrayDeque<Change<T>> changes = new ArrayDeque<>();
    private final Map<Audience<T>, Circle<T>> circles = new HashMap<>();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private @Nullable Picture<T> picture;
    private int subscribers;
    private long number;
    private volatile long told;

    /// @param dropped is told of each subscriber that is too slow
    Present(Subject<T> subject, int queue, int replay, Runnable dropped) {
        this.subject = subject;
        this.queue = queue;
        this.replay = replay;
        this.dropped = dropped;
        inOrder = new TreeSet<>(subject.order());
    }

    private record Past<T>(T item, long since) {

        static <T> Past<T> now(T item) {
            return new Past<>(item, System.nanoTime());
        }

        boolean isLate() {
            return System.nanoTime() - since > AFTERMATH.toNanos();
        }
    }

    private static final class Recently<T> extends LinkedHashMap<String, Past<T>> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Past<T>> eldest) {
            return size() > MOST_ENDED;
        }
    }

    /// @return whether it was news
    synchronized boolean heard(T item) {
        var id = subject.id(item);
        var known = known(id);
        if (known != null && !subject.isNews(known, item)) {
            return false;
        }
        replace(id, item);
        if (isLoaded()) {
            tell(known, item);
        }
        return true;
    }

    /// It is not in the store any more.
    ///
    /// @param last as it was when that was found out
    synchronized void gone(T last) {
        var id = subject.id(last);
        if (!last.equals(known(id))) {
            return;
        }
        remove(id);
        ended.remove(id);
        if (subject.isLive(last)) {
            subject.gone(last)
                    .ifPresentOrElse(
                            told -> {
                                ended.put(id, Past.now(told));
                                tell(last, told);
                            },
                            this::beginAfresh);
        }
    }

    /// There is no way to tell that something is not there any more. So all streams end; whoever comes again is
    /// shown what there is.
    private void beginAfresh() {
        circles.values().forEach(Circle::end);
        circles.clear();
        changes.clear();
        epoch = newEpoch();
    }

    private static String newEpoch() {
        return Long.toString(RandomGenerator.getDefault().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    private @Nullable T known(String id) {
        var item = live.get(id);
        if (item != null) {
            return item;
        }
        var past = ended.get(id);
        return past == null ? null : past.item();
    }

    private void replace(String id, T item) {
        remove(id);
        if (subject.isLive(item)) {
            ended.remove(id);
            live.put(id, item);
            inOrder.add(item);
        } else {
            ended.put(id, Past.now(item));
        }
    }

    private void remove(String id) {
        picture = null;
        var item = live.remove(id);
        if (item != null) {
            inOrder.remove(item);
        }
    }

    private void tell(@Nullable T before, T after) {
        var change = new Change<>(++number, before, after);
        changes.addLast(change);
        if (changes.size() > replay) {
            changes.removeFirst();
        }
        circles.values().forEach(circle -> circle.tell(change));
        // Last: who has this number has everything up to it waiting.
        told = number;
    }

    /// Everything live was read once.
    void load() {
        loaded.countDown();
    }

    boolean isLoaded() {
        return loaded.getCount() == 0;
    }

    boolean awaitLoaded(long millis) {
        try {
            return loaded.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized Picture<T> picture() {
        var drawn = picture;
        if (drawn == null) {
            drawn = new Picture<>(new Position(epoch, number).toString(), List.copyOf(inOrder));
            picture = drawn;
        }
        return drawn;
    }

    private synchronized Picture<T> seal(Telling<T> digest) {
        digest.seal();
        return picture();
    }

    /// Those of which more is expected, as they are known now.
    synchronized Map<String, T> unsettled() {
        var items = new HashMap<>(live);
        ended.forEach((id, past) -> {
            if (!past.isLate() && !subject.isSettled(past.item())) {
                items.put(id, past.item());
            }
        });
        return items;
    }

    /// For the calling thread, which is the one that is told.
    synchronized Subscriber<T> join(Audience<T> audience, @Nullable String after) {
        var circle = circles.computeIfAbsent(audience, any -> new Circle<>(audience, epoch, this::seal));
        var introduction = circle.isDigested() ? new Introduction<T>(null, List.of()) : introduction(after);
        var subscriber = new Subscriber<>(circle, introduction, after, queue, replay, dropped);
        circle.join(subscriber);
        subscribers++;
        return subscriber;
    }

    synchronized void leave(Subscriber<T> subscriber) {
        var circle = subscriber.circle();
        circle.leave(subscriber);
        subscribers--;
        if (circle.isEmpty()) {
            // There may be another one by now.
            circles.remove(circle.audience(), circle);
        }
    }

    synchronized boolean isFollowed() {
        return subscribers > 0;
    }

    synchronized int subscribers() {
        return subscribers;
    }

    synchronized int size() {
        return live.size();
    }

    private Introduction<T> introduction(@Nullable String after) {
        var from = Position.read(after)
                .filter(position -> position.epoch().equals(epoch) && position.number() <= number)
                .map(Position::number)
                .orElse(-1L);
        if (from >= 0 && number - from <= changes.size()) {
            return new Introduction<>(null, since(from));
        }
        return new Introduction<>(picture(), List.of());
    }

    private List<Change<T>> since(long from) {
        var later = new ArrayList<Change<T>>((int) (number - from));
        for (var newest = changes.descendingIterator(); later.size() < number - from; ) {
            later.add(newest.next());
        }
        return later.reversed();
    }

    /// Everything up to here is waiting for whoever wants it.
    Position position() {
        return new Position(epoch, told);
    }
}
