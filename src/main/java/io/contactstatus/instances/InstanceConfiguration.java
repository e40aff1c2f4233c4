package io.contactstatus.instances;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {

    @Bean
    InstanceName instanceName() {
        return InstanceName.unique();
    }
}
