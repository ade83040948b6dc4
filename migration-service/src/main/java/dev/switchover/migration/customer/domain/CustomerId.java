package dev.switchover.migration.customer.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.switchover.kit.problem.Rejection;
import java.util.regex.Pattern;

/** A customer's slug; its text carries the type, because the event store keys its streams by it. */
public record CustomerId(@JsonValue String value) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");

    @JsonCreator
    public CustomerId {
        if (!isValid(value)) {
            throw Rejection.invalid("invalid-id", "A customer's id is 1 to 64 of a-z, 0-9 and hyphen")
                    .at("customer", "1 to 64 of a-z, 0-9 and hyphen", value);
        }
    }

    public static boolean isValid(String value) {
        return SLUG.matcher(value).matches();
    }

    @Override
    public String toString() {
        return "customer/" + value;
    }
}
