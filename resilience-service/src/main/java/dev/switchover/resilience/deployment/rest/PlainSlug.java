package dev.switchover.resilience.deployment.rest;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * An id that programs on nodes get as a word of a command line: with a hyphen first it would be an option there, so no node
 * would ever be told it. Says nothing of presence: add {@code @NotNull} where it must be there.
 */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = PlainSlug.PATTERN)
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
public @interface PlainSlug {

    String PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

    String message() default "1 to 64 of a-z, 0-9 and -, not - first";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
