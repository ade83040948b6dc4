package dev.switchover.migration.authorisation.domain;

import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationAcknowledged;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationProven;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRefused;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationReminded;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationWaived;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where each address stands, in whose words, what was asked last, and how often the supplier was reminded of it. */
record AuthorisationState(
        Map<String, Standing> standings,
        Map<String, String> words,
        @Nullable AuthorisationRequested request,
        int reminders) {

    static AuthorisationState none() {
        return new AuthorisationState(Map.of(), Map.of(), null, 0);
    }

    Optional<Standing> standing(String address) {
        return Optional.ofNullable(standings.get(address));
    }

    List<String> awaited() {
        return where(Standing::awaited);
    }

    List<String> unanswered() {
        return where(Standing.REQUESTED::equals);
    }

    private List<String> where(Predicate<Standing> matches) {
        return standings.entrySet().stream()
                .filter(it -> matches.test(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    AuthorisationState after(AuthorisationEvent event) {
        return switch (event) {
            case AuthorisationRequested it ->
                new AuthorisationState(
                        with(standings, it.addresses(), Standing.REQUESTED),
                        with(words, it.addresses(), it.reason()),
                        it,
                        0);
            case AuthorisationReminded it -> new AuthorisationState(standings, words, request, it.reminder());
            case AuthorisationAcknowledged it -> stand(it.addresses(), Standing.ACKNOWLEDGED, it.note());
            case AuthorisationProven it -> stand(it.addresses(), Standing.PROVEN, it.evidence());
            case AuthorisationRefused it -> stand(it.addresses(), Standing.REFUSED, it.reason());
            case AuthorisationWaived it -> stand(it.addresses(), Standing.WAIVED, it.reason());
        };
    }

    private AuthorisationState stand(List<String> addresses, Standing standing, String said) {
        return new AuthorisationState(
                with(standings, addresses, standing), with(words, addresses, said), request, reminders);
    }

    private static <T> Map<String, T> with(Map<String, T> before, List<String> addresses, T value) {
        var changed = new TreeMap<>(before);
        addresses.forEach(address -> changed.put(address, value));
        return changed;
    }
}
