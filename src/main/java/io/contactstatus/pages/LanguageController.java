package io.contactstatus.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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
    /// @param referer where it leads without that
    @GetMapping("/ui/language")
    String language(
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String referer,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language.tagged(to).ifPresent(language -> languages.setLocale(request, response, language.locale()));
        var page = back == null ? pathAndQuery(referer) : back;
        return "redirect:" + (isPage(page) ? page : "/ui/board");
    }

    private static String pathAndQuery(@Nullable String address) {
        try {
            var uri = new URI(address == null ? "" : address);
            return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        } catch (URISyntaxException unreadable) {
            return "";
        }
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
