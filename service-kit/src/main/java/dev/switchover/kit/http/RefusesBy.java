package dev.switchover.kit.http;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The one status by which a GET refuses whatever it is asked, for those who understand no other. It reads no view, so it
 * takes no {@code ?after=} either.
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface RefusesBy {

    int value();
}
