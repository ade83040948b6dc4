package dev.switchover.migration.migration.domain;

import dev.switchover.kit.problem.Rejection;
import java.util.regex.Pattern;

/** What a client may choose as an id. */
public final class Slug {

    public static final String RULE = "1 to 64 of a-z, 0-9 and hyphen";

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");

    private Slug() {}

    public static boolean isValid(String value) {
        return value.length() <= 64 && SLUG.matcher(value).matches();
    }

    public static String checked(String field, String value) {
        if (!isValid(value)) {
            throw Rejection.invalid("invalid-id", "An id is " + RULE + ".").at(field, RULE, value);
        }
        return value;
    }
}
