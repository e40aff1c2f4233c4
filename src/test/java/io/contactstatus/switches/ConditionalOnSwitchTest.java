package io.contactstatus.switches;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ConditionalOnSwitchTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(WhenOn.class, WhenOff.class, WhenOnOrUnset.class, WhenOnUnlessOff.class);

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("some.enabled")
    static class WhenOn {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch(unless = "some.enabled")
    static class WhenOff {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch(value = "some.enabled", byDefault = true)
    static class WhenOnOrUnset {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch(value = "some.enabled", unless = "other.enabled")
    static class WhenOnUnlessOff {}

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "on", "yes", "1"})
    void isOnInAnyWordForIt(String word) {
        application
                .withPropertyValues("some.enabled=" + word)
                .run(context -> assertThat(context)
                        .hasSingleBean(WhenOn.class)
                        .hasSingleBean(WhenOnOrUnset.class)
                        .hasSingleBean(WhenOnUnlessOff.class)
                        .doesNotHaveBean(WhenOff.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "off", "no", "0"})
    void isOffInAnyWordForIt(String word) {
        application
                .withPropertyValues("some.enabled=" + word)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(WhenOn.class)
                        .doesNotHaveBean(WhenOnOrUnset.class)
                        .hasSingleBean(WhenOff.class));
    }

    @Test
    void isWhatTheDefaultIsWhenNobodySays() {
        application.run(context -> assertThat(context)
                .doesNotHaveBean(WhenOn.class)
                .hasSingleBean(WhenOnOrUnset.class)
                .hasSingleBean(WhenOff.class));
    }

    @Test
    void isOffWhenWhatExcludesItIsOn() {
        application
                .withPropertyValues("some.enabled=yes", "other.enabled=on")
                .run(context -> assertThat(context).hasSingleBean(WhenOn.class).doesNotHaveBean(WhenOnUnlessOff.class));
    }

    @Test
    void refusesToStartWithAnyOtherWord() {
        application
                .withPropertyValues("some.enabled=perhaps")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("some.enabled"));
    }
}
