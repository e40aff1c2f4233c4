package io.contactstatus.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How many bytes of a request's body are read; a larger one is refused with 413.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface MaxBodyBytes {

    int value();
}
