package dev.switchover.migration.customer.claims;

/** How many customers there are, and what tells them from others: the SHA-256 of their sorted ids. */
public record Crowd(long count, String hash) {

    /** In SQL, of the rows' column customer: one id a line; empty for nobody. */
    public static final String HASH = """
            coalesce(encode(sha256(convert_to(string_agg(customer, E'\\n' order by customer collate "C"), 'UTF8')), 'hex'), '')
                as hash
            """;
}
