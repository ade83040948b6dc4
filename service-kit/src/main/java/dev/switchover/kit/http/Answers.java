package dev.switchover.kit.http;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The statuses by which a change succeeds, for the OpenAPI document. A change that returns nothing answers 204. */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface Answers {

    int[] value();
}
