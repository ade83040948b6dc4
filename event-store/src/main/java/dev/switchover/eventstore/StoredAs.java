package dev.switchover.eventstore;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The name an event is stored under, for good: the class may be renamed or moved, the name may not. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface StoredAs {
    String value();
}
