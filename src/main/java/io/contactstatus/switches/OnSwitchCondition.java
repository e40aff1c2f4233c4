package io.contactstatus.switches;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

final class OnSwitchCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var asked = metadata.getAnnotations().get(ConditionalOnSwitch.class).synthesize();
        var settings = context.getEnvironment();
        return (asked.value().isEmpty() || isOn(settings, asked.value(), asked.byDefault()))
                && (asked.unless().isEmpty() || !isOn(settings, asked.unless(), false));
    }

    private static boolean isOn(Environment settings, String name, boolean byDefault) {
        try {
            return settings.getProperty(name, Boolean.class, byDefault);
        } catch (ConversionException neither) {
            throw new InvalidConfigurationPropertyValueException(
                    name, settings.getProperty(name), "It has to be true or false (also: on, off, yes, no, 1, 0).");
        }
    }
}
