package io.contactstatus.pages;

import io.contactstatus.queues.Queues;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/// What all pages share.
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {

    @Bean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
    static LocaleResolver chosenLanguage() {
        return new LanguageCookieResolver();
    }

    @Bean
    static ThresholdsByQueue thresholdsByQueue(DurationThresholds all, Queues queues) {
        return new ThresholdsByQueue(all, queues::thresholds);
    }

    /// The board is the first page.
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/ui/board");
        registry.addRedirectViewController("/ui", "/ui/board");
    }

    /// Browsers revalidate each time, so a new version of the service brings its scripts and styles at once. By
    /// ETag: all files of a reproducible build have the same modification time.
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/", "classpath:/META-INF/resources/assets/")
                .setUseLastModified(false)
                .setCacheControl(CacheControl.maxAge(Duration.ZERO).mustRevalidate());
    }

    /// Puts versions into links to libraries. Spring Boot's own registration would wrap each request and answer of the
    /// API as well.
    @Bean
    static FilterRegistrationBean<ResourceUrlEncodingFilter> versionedLinks() {
        var filter = new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        filter.addUrlPatterns("/ui/*", "/login/*", "/logout", "/oauth2/*");
        return filter;
    }

    @Bean
    static FilterRegistrationBean<ShallowEtagHeaderFilter> digests() {
        var filter = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        filter.addUrlPatterns("/assets/*", "/webjars/*");
        return filter;
    }
}
