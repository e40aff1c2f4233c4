package io.contactstatus.switches;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/// A bean that exists only when settings are on, or off.
///
/// Every word that properties are bound from counts: `true`, `on`, `yes` and `1`. Spring Boot's own conditions
/// know `true` alone, so a feature switched on by another word would be there in halves.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(OnSwitchCondition.class)
public @interface ConditionalOnSwitch {

    /// The setting that has to be on.
    String value() default "";

    /// Whether that setting is on when it is absent.
    boolean byDefault() default false;

    /// The setting that has to be off, or absent.
    String unless() default "";
}
