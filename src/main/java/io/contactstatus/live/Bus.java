package io.contactstatus.live;

import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Publishes what this instance has stored to the other ones. Publishing never waits.
interface Bus {

    boolean isEnabled();

    void publish(ContactSummaryView contact);

    void publish(AgentView agent);

    /// It is masked already, and lost where it cannot be sent at once.
    void publish(LiveSpeech.Message said);

    /// A stored change could not be published: makes the others compare with the store.
    void publishGap();

    /// The background loops of the bus.
    List<LiveThreads.Work> works();

    /// Why changes of others do not arrive, or own ones are not sent; null when all is well.
    @Nullable
    String trouble();

    /// Changes of other instances are then only found by comparing with the store.
    Bus NONE = new Bus() {

        @Override
        public boolean isEnabled() {
            return false;
        }

        @Override
        public void publish(ContactSummaryView contact) {}

        @Override
        public void publish(AgentView agent) {}

        @Override
        public void publish(LiveSpeech.Message said) {}

        @Override
        public void publishGap() {}

        @Override
        public List<LiveThreads.Work> works() {
            return List.of();
        }

        @Override
        public @Nullable String trouble() {
            return null;
        }
    };
}
