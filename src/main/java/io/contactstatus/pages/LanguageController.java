package io.contactstatus.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/// Switches the language and returns to the page.
@Controller
class LanguageController {

    private final LocaleResolver languages;

    LanguageController(LocaleResolver languages) {
        this.languages = languages;
    }

    /// @param back path and query of a page; anything else leads to the board
    @GetMapping("/ui/language")
    String language(
            @RequestParam String to,
            @RequestParam(defaultValue = "") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language.tagged(to).ifPresent(language -> languages.setLocale(request, response, language.locale()));
        return "redirect:" + (isPage(back) ? back : "/ui/board");
    }

    /// No open redirect, no header injection, and nothing that a redirect takes for a variable.
    private static boolean isPage(String back) {
        return (back.startsWith("/ui/") || back.equals("/login") || back.startsWith("/login?"))
                && isUri(back)
                && !back.contains("//");
    }

    private static boolean isUri(String back) {
        try {
            return back.chars().allMatch(c -> c < 0x7F) && !new URI(back).isAbsolute();
        } catch (URISyntaxException impossible) {
            return false;
        }
    }
}
