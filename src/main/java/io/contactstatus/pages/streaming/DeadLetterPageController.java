package io.contactstatus.pages.streaming;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.deadletters.DeadLetterReplay;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.streaming.ReplaySummary.Result;
import io.contactstatus.store.DeadLetterStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Dead letters: list, show, replay, delete.
@Controller
@RequestMapping("/ui/streaming/dead-letters")
class DeadLetterPageController {

    private static final String HTMX = "HX-Request";

    private final DeadLetterStore letters;
    private final DeadLetterReplay replay;
    private final DeadLetterSlices slices;
    private final AuditTrail audit;

    DeadLetterPageController(
            DeadLetterStore letters, DeadLetterReplay replay, DeadLetterSlices slices, AuditTrail audit) {
        this.letters = letters;
        this.replay = replay;
        this.slices = slices;
        this.audit = audit;
    }

    /// A fragment for htmx; a browser that opens the address gets the whole page.
    @GetMapping
    Object list(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "") String seen,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            Model model) {
        if (htmx == null) {
            return "redirect:/ui/streaming";
        }
        var shown = slices.letters(from);
        model.addAttribute("letters", shown);
        // An unchanged list is not replaced: someone may be reading it.
        return seen.equals(shown.seen()) ? ResponseEntity.noContent().build() : "streaming :: letters-list";
    }

    @GetMapping("/{id}")
    String letter(@PathVariable String id, HttpServletRequest request, Model model) {
        var letter = letters.find(id).orElseThrow(NoSuchPage::new);
        model.addAttribute("letter", letter);
        // The admin scope does not include personal data, which a payload contains.
        var unveiled = Clearance.of(request) == Veil.LIFTED;
        if (unveiled) {
            audit.letters(request, AuditKind.PAYLOAD, List.of(letter.id()));
        }
        model.addAttribute("payload", unveiled ? PayloadText.of(letter.payload()) : null);
        return "letter";
    }

    /// Replays one letter, from its own page.
    @PostMapping("/{id}/replay")
    String replay(@PathVariable String id, HttpServletRequest request, Model model) {
        audit.letters(request, AuditKind.REPLAY, List.of(id));
        var told = replayed(List.of(id));
        if (told.what() == Result.REJECTED) {
            model.addAttribute("told", told);
            return letter(id, request, model);
        }
        return "redirect:/ui/streaming?told=" + told.what().word();
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable String id, HttpServletRequest request) {
        audit.letters(request, AuditKind.DISCARD, List.of(id));
        return "redirect:/ui/streaming?told=" + (letters.delete(id) ? Result.DELETED : Result.GONE).word();
    }

    /// Replays letters of the list, one or all of a slice.
    @PostMapping("/replay")
    String replayShown(
            @RequestParam List<String> id,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            HttpServletRequest request,
            Model model) {
        if (id.size() > DeadLetterSlices.AT_ONCE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        audit.letters(request, AuditKind.REPLAY, id);
        var told = replayed(id);
        model.addAttribute("told", told);
        if (htmx == null) {
            return "redirect:/ui/streaming?told=" + told.what().word();
        }
        model.addAttribute("letters", slices.letters(from));
        return "streaming :: letters";
    }

    /// Throws letters of the list away.
    @PostMapping("/discard")
    String discardShown(
            @RequestParam List<String> id,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            HttpServletRequest request,
            Model model) {
        if (id.size() > DeadLetterSlices.AT_ONCE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        audit.letters(request, AuditKind.DISCARD, id);
        var told = id.stream().filter(letters::delete).count() > 0 ? Result.DELETED : Result.GONE;
        if (htmx == null) {
            return "redirect:/ui/streaming?told=" + told.word();
        }
        model.addAttribute("told", ReplaySummary.of(told));
        model.addAttribute("letters", slices.letters(from));
        return "streaming :: letters";
    }

    private ReplaySummary replayed(List<String> ids) {
        return ReplaySummary.of(
                ids.stream().map(replay::replay).flatMap(Optional::stream).toList());
    }

    /// Switching the language after a rejected replay leads back here, with GET.
    @GetMapping("/{id}/replay")
    String back(@PathVariable String id) {
        return "redirect:/ui/streaming";
    }
}
