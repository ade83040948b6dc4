package dev.switchover.resilience.roles.followers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests the built service, in processes of its own, and with them in a JVM apart from those that have the service within. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("built-service")
@interface BuiltService {}
