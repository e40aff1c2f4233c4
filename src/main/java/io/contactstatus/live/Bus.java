package io.contactstatus.live;

import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the instances of the service tell each other what they have stored. Telling never waits.
interface Bus {

    /// Whether anybody else is told at all.
    boolean isThere();

    void tell(ContactSummaryView contact);

    void tell(AgentView seat);

    /// Something was stored that nobody can be told of: let them look for themselves.
    void tellOfGap();

    /// What it has to do by itself.
    List<LiveThreads.Work> works();

    /// @return why others are not heard or cannot be told at the moment; null when all is well
    @Nullable
    String trouble();

    /// What is told by others is found by comparing.
    Bus NONE = new Bus() {

        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public void tell(ContactSummaryView contact) {}

        @Override
        public void tell(AgentView seat) {}

        @Override
        public void tellOfGap() {}

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
