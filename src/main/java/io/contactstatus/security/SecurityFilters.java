package io.contactstatus.security;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.web.filter.CorsFilter;

/// What Spring Boot would put around each request besides.
@Configuration(proxyBeanMethods = false)
class SecurityFilters {

    /// Each filter of a chain would be observed, and each decision: metrics and spans that tell nothing which the
    /// request's own do not.
    @Bean
    static SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /// Within the security chains only: each request passes one of them.
    @Bean
    static FilterRegistrationBean<CorsFilter> corsOfChains(CorsFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
