package dev.switchover.kit.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The change cannot be taken back, so it is refused without {@code Switchover-Reason}. */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface ReasonNeeded {}
