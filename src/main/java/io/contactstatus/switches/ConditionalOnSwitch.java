package io.contactstatus.switches;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/// Only there when settings are on, or off.
///
/// In all words that settings are bound from: `true`, `on`, `yes` and `1`. Spring Boot's own conditions know `true`
/// alone, and what the settings call enabled would be there in halves.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(OnSwitch.class)
public @interface ConditionalOnSwitch {

    /// The setting that has to be on.
    String value() default "";

    /// What that setting is when nobody says.
    boolean byDefault() default false;

    /// The setting that has to be off. It is when nobody says.
    String unless() default "";
}
