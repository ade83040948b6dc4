package dev.switchover.kit.http;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
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
 * Where a machine is reached: an address as it is written, or a host name. Nobody is asked whether it exists. Says nothing
 * of presence: add {@code @NotNull} where it must be there.
 */
@Documented
@Constraint(validatedBy = HostRule.class)
@ReportAsSingleViolation
@Pattern(regexp = Host.SHAPE)
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE, RECORD_COMPONENT, TYPE_USE})
public @interface Host {

    /** What may stand around the host. */
    enum Form {
        /** {@code 192.0.2.10}, {@code 2001:db8::10} or {@code sbc.example.net}. */
        ALONE,
        /** The same, and a port if it is not the usual one; an IPv6 address stands in brackets then. */
        WITH_PORT,
        /** In an address of a page that begins with {@code http://} or {@code https://}. */
        OF_A_PAGE
    }

    /** What is true of each form; by it the OpenAPI document knows the fields that the rule is to be told of. */
    String SHAPE = "\\S{1,2100}";

    String RULE = "An IPv4 address like 192.0.2.10, an IPv6 address like 2001:db8::10, or a host name like"
            + " sbc.example.net whose last part is not a number; no unspecified, broadcast or multicast address";

    Form value() default Form.ALONE;

    String message() default RULE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
