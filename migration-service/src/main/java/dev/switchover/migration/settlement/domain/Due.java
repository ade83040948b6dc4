package dev.switchover.migration.settlement.domain;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.switchover.kit.problem.Rejection;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an invoice asks for. The amount travels as text, so that no reader rounds it. */
public record Due(
        Terms terms,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal amount,

        @Nullable String currency) {

    /** How an amount is written. */
    public static final String AMOUNT = "\\d{1,15}(\\.\\d{1,6})?";

    public static final String AMOUNT_IN_WORDS = "Write a number like 100.50.";
    public static final String CURRENCY_IN_WORDS = "Write a code like EUR.";

    private static final BigDecimal MOST = new BigDecimal("1e15");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    public Due {
        if (amount != null) {
            amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        }
    }

    /** With the decimals that are usual in its currency, or the more of them it has. */
    public static @Nullable BigDecimal asWritten(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || !CURRENCIES.contains(String.valueOf(currency))) {
            return amount;
        }
        var usual = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return amount.setScale(Math.max(usual, amount.scale()));
    }

    @Nullable
    BigDecimal asWritten() {
        return asWritten(amount, currency);
    }

    public static Due of(String amount, String currency) {
        return new Due(Terms.AMOUNT, new BigDecimal(amount), currency);
    }

    public static Due nothing(Terms why) {
        return new Due(why, null, null);
    }

    /** Refuses an amount without currency, a negative one, and an amount where none is due. */
    public Due checked() {
        switch (terms) {
            case AMOUNT -> checkAmount();
            case PREPAID, NOTHING_DUE -> {
                if (amount != null || currency != null) {
                    throw Rejection.invalid("invalid-amount", "An invoice that asks for nothing has no amount")
                            .at(
                                    amount == null ? "currency" : "amount",
                                    "none with " + terms,
                                    amount == null ? currency : amount.toPlainString(),
                                    "Leave amount and currency out, or say terms AMOUNT");
                }
            }
        }
        return this;
    }

    private void checkAmount() {
        if (amount == null || amount.signum() <= 0 || amount.compareTo(MOST) > 0 || amount.scale() > 6) {
            throw Rejection.invalid("invalid-amount", "The amount is a number above 0 with at most 6 decimals")
                    .at(
                            "amount",
                            "above 0, at most 6 decimals",
                            amount == null ? null : amount.toPlainString(),
                            "A number like 100.50, or terms PREPAID or NOTHING_DUE without it");
        }
        if (currency == null || !CURRENCIES.contains(currency)) {
            throw Rejection.invalid("invalid-currency", "The currency is an ISO 4217 code like EUR")
                    .at("currency", "ISO 4217", currency, "A code like EUR");
        }
    }
}
