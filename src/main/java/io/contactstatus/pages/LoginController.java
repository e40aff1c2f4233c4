package io.contactstatus.pages;

import io.contactstatus.security.LoginOptions;
import io.contactstatus.security.PageDenial;
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

/// The login page and the page of a refusal. Only how they look: `security` decides.
@Controller
class LoginController {

    private final LoginOptions waysIn;

    LoginController(LoginOptions waysIn) {
        this.waysIn = waysIn;
    }

    /// A single way to log in is taken at once, unless there is a message to read: after a failure or a logout it
    /// would lead back here before anyone could read it.
    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        if (waysIn.none()) {
            return "redirect:/ui/board";
        }
        var notice = Stream.of(Notice.values())
                .filter(told -> request.getParameter(told.parameter) != null)
                .findFirst();
        var display = waysIn.displays() && (waysIn.noneForPeople() || request.getParameter("display") != null);
        if (notice.isEmpty() && !display && waysIn.only().isPresent()) {
            return "redirect:" + waysIn.only().get().address();
        }
        model.addAttribute("waysIn", waysIn);
        model.addAttribute("display", display);
        model.addAttribute("notice", notice.map(told -> told.parameter).orElse(null));
        return "login";
    }

    /// For any method: it is the refused request that is forwarded here.
    @RequestMapping(PageDenial.PAGE)
    ModelAndView refused(
            @RequestAttribute(name = PageDenial.ATTRIBUTE, required = false) @Nullable PageDenial refusal) {
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

    /// Messages of the login page, by request parameter.
    private enum Notice {
        UNKNOWN_KEY("unknown-key"),
        FAILED("failed"),
        AGAIN("again"),
        OUT("out");

        private final String parameter;

        Notice(String parameter) {
            this.parameter = parameter;
        }
    }
}
