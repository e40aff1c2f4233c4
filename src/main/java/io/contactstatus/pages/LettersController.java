package io.contactstatus.pages;

import io.contactstatus.ingest.DeadLetterReplay;
import io.contactstatus.pages.ReplayTold.What;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.view.Clearance;
import io.contactstatus.view.Veil;
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

/// Dead letters: looked at, tried again, thrown away.
@Controller
@RequestMapping("/ui/streaming/dead-letters")
class LettersController {

    private static final String HTMX = "HX-Request";

    private final DeadLetterStore letters;
    private final DeadLetterReplay replay;
    private final LetterShelf shelf;

    LettersController(DeadLetterStore letters, DeadLetterReplay replay, LetterShelf shelf) {
        this.letters = letters;
        this.replay = replay;
        this.shelf = shelf;
    }

    /// Whoever opens its address by itself sees all of the page.
    @GetMapping
    Object list(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "") String seen,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            Model model) {
        if (htmx == null) {
            return "redirect:/ui/streaming";
        }
        var shown = shelf.letters(from);
        model.addAttribute("letters", shown);
        // What has not changed stays as it is: somebody may be reading it.
        return seen.equals(shown.seen()) ? ResponseEntity.noContent().build() : "streaming :: letters-list";
    }

    @GetMapping("/{id}")
    String letter(@PathVariable String id, HttpServletRequest request, Model model) {
        var letter = letters.find(id).orElseThrow(NoSuchPage::new);
        model.addAttribute("letter", letter);
        // The right to see how the service does is no right to see what customers have said.
        var unveiled = Clearance.of(request) == Veil.LIFTED;
        model.addAttribute("payload", unveiled ? PayloadText.of(letter.payload()) : null);
        return "letter";
    }

    /// One letter, from its own page.
    @PostMapping("/{id}/replay")
    String replay(@PathVariable String id, HttpServletRequest request, Model model) {
        var told = replayed(List.of(id));
        if (told.what() == What.REJECTED) {
            model.addAttribute("told", told);
            return letter(id, request, model);
        }
        return "redirect:/ui/streaming?told=" + told.what().word();
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable String id) {
        return "redirect:/ui/streaming?told=" + (letters.delete(id) ? What.DELETED : What.GONE).word();
    }

    /// Those of a list, one or as many as it shows.
    @PostMapping("/replay")
    String replayShown(
            @RequestParam List<String> id,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            Model model) {
        if (id.size() > LetterShelf.AT_ONCE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var told = replayed(id);
        model.addAttribute("told", told);
        if (htmx == null) {
            return "redirect:/ui/streaming?told=" + told.what().word();
        }
        model.addAttribute("letters", shelf.letters(from));
        return "streaming :: letters";
    }

    private ReplayTold replayed(List<String> ids) {
        return ReplayTold.of(
                ids.stream().map(replay::replay).flatMap(Optional::stream).toList());
    }

    /// Where somebody comes back to who switches the language after a letter was rejected once more.
    @GetMapping("/{id}/replay")
    String back(@PathVariable String id) {
        return "redirect:/ui/streaming";
    }
}
