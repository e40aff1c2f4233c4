package io.contactstatus.pages;

import io.contactstatus.security.Refusal;
import io.contactstatus.security.WaysIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Where people log in, and what they are told who are not shown what they wanted. Who they are is decided elsewhere:
/// this is only what it looks like.
@Controller
class LoginController {

    private final WaysIn waysIn;

    LoginController(WaysIn waysIn) {
        this.waysIn = waysIn;
    }

    /// Whoever has no choice is sent on, unless there is something to read: after a failure, or after logging out,
    /// they would be back here before they could.
    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        if (waysIn.none()) {
            return "redirect:/ui/board";
        }
        var news = Stream.of(News.values())
                .filter(told -> request.getParameter(told.parameter) != null)
                .findFirst();
        if (news.isEmpty() && waysIn.only().isPresent()) {
            return "redirect:" + waysIn.only().get().address();
        }
        model.addAttribute("waysIn", waysIn);
        model.addAttribute("news", news.map(told -> told.parameter).orElse(null));
        return "login";
    }

    /// By any method: it is what was asked for that is refused.
    @RequestMapping(Refusal.PAGE)
    ModelAndView refused(@RequestAttribute(name = Refusal.ATTRIBUTE, required = false) @Nullable Refusal refusal) {
        if (refusal == null) {
            throw new NoSuchPage();
        }
        var page = new ModelAndView("refused", HttpStatus.FORBIDDEN);
        page.addObject(
                "key",
                switch (refusal) {
                    case RIGHT -> "right";
                    case ORIGIN -> "origin";
                    case NO_WAY_IN -> "no-way-in";
                });
        return page;
    }

    /// What there is to say to whoever comes to the login page.
    private enum News {
        UNKNOWN_KEY("unknown-key"),
        FAILED("failed"),
        AGAIN("again"),
        OUT("out");

        private final String parameter;

        News(String parameter) {
            this.parameter = parameter;
        }
    }
}
