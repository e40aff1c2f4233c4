package io.contactstatus.pages.queues;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.masking.Clearance;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.queues.FigureInterval;
import io.contactstatus.queues.IntervalsAsked;
import io.contactstatus.queues.Queues;
import io.contactstatus.store.EndedContacts;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The contacts behind a number of a queue, the latest first.
@Controller
class CountedContactsController {

    private static final int PAGE = 50;
    private static final Duration MOST = Duration.ofDays(31).plusHours(1);

    private final Queues queues;
    private final VisibleContacts contacts;
    private final ConnectInstances instances;
    private final Cursors cursors;
    private final LearntNames names;
    private final CalledNames called;
    private final AuditTrail audit;
    private final Clock clock;

    CountedContactsController(
            Queues queues,
            VisibleContacts contacts,
            ConnectInstances instances,
            Cursors cursors,
            LearntNames names,
            CalledNames called,
            AuditTrail audit,
            Clock clock) {
        this.queues = queues;
        this.contacts = contacts;
        this.instances = instances;
        this.cursors = cursors;
        this.names = names;
        this.called = called;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/ui/queues/{queueId}/contacts")
    String contacts(
            @PathVariable String queueId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "OFFERED") Counted of,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String backFrom,
            @RequestParam(required = false) @Nullable String backTo,
            @RequestParam(required = false) @Nullable FigureInterval interval,
            HttpServletRequest request,
            Model model) {
        var visible = VisibleInstances.of(request);
        var queue = queues.find(queueId, visible).orElseThrow(NoSuchPage::new);
        var key = queue.queue().key();
        var period = new QueuePeriod(from, to, FigureInterval.P1D, instances.timeZone(key.instanceId()));
        var asked = exactly(period);
        var query = CursorQuery.of("/ui/queues/contacts", queueId, from, to, of, agent);
        var page = contacts.to(visible).ended(counted(key, asked, of, agent), PAGE, cursors.opened(cursor, query));
        var rows = ContactSummaryView.all(page.items(), Clearance.of(request)).stream()
                .map(contact -> contact.named(names))
                .toList();
        audit.shows(
                request,
                AuditKind.LIST,
                rows.stream().map(ContactSummaryView::contactId).toList());
        var view = queues.view(queue);
        model.addAttribute("queue", view);
        model.addAttribute("queueCalled", called.ofQueue(queueId, view.name()));
        model.addAttribute("asked", asked);
        model.addAttribute("period", period);
        model.addAttribute("gone", asked.from().isBefore(queues.contactsSince()));
        model.addAttribute("of", of);
        model.addAttribute("agent", agent);
        model.addAttribute("agentCalled", agent == null ? null : called.ofAgent(agent, null));
        model.addAttribute("rows", rows);
        var opener = new PeriodAsked(backFrom, backTo, interval);
        model.addAttribute("opener", opener.itself());
        model.addAttribute("back", opener.back());
        model.addAttribute("next", cursors.sealed(page.next(), query));
        model.addAttribute("later", cursor != null);
        return "queue-contacts";
    }

    /// Not rounded to whole intervals: those are what was asked for.
    private IntervalsAsked exactly(QueuePeriod period) {
        var days = period.asked(clock);
        var from = period.from() == null ? days.from() : period.instant(period.from());
        var until = period.to() == null ? days.until() : period.instant(period.to());
        if (Duration.between(from, until).compareTo(MOST) > 0) {
            throw new InvalidParameter("from", "is more than 31 days before to");
        }
        return new IntervalsAsked(FigureInterval.P1D, period.zone(), from, until);
    }

    private EndedContacts counted(QueueKey key, IntervalsAsked asked, Counted of, @Nullable String agent) {
        var limits = queues.limits(key);
        return new EndedContacts(
                List.of(key),
                asked.from(),
                asked.until(),
                departure -> of.includes(departure, limits, agent),
                stored -> true);
    }
}
