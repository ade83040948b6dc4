package dev.switchover.kit.http;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The change takes {@code If-Match}: it is carried out only if the thing named still has the version its ETag said. {@code
 * @IfMatch("migration/{m}")}: the {@link Versioned} of that kind, and the parameters of the path that make its id. A change
 * without it (and without a word of its own on the header) refuses the header.
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface IfMatch {

    String value();
}
