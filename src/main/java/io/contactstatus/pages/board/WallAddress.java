package io.contactstatus.pages.board;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The wall of a board is `?wall` in its address. Before the login: a display may see the wall, and not the board.
@Configuration(proxyBeanMethods = false)
class WallAddress {

    private static final String WALL = "wall";

    /// Spring Security's filter has -100; what refuses requests that cannot be read comes before both.
    private static final int BEFORE_SECURITY = -110;

    @Bean
    static FilterRegistrationBean<Filter> toTheWall() {
        Filter filter = (request, response, chain) -> {
            if (request instanceof HttpServletRequest asked
                    && response instanceof HttpServletResponse answer
                    && asked.getMethod().equals("GET")
                    && asked.getParameterMap().containsKey(WALL)) {
                var query = ServletUriComponentsBuilder.fromRequest(asked)
                        .replaceQueryParam(WALL)
                        .build()
                        .getQuery();
                answer.sendRedirect(asked.getContextPath() + "/ui/wall" + (query == null ? "" : "?" + query));
                return;
            }
            chain.doFilter(request, response);
        };
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(BoardController.PATH);
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }
}
