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

/** Where each address stands, what was asked last, and how often the supplier was reminded of it. */
record AuthorisationState(
        Map<String, Standing> standings, @Nullable AuthorisationRequested request, int reminders) {

    static AuthorisationState none() {
        return new AuthorisationState(Map.of(), null, 0);
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
            case AuthorisationRequested it -> new AuthorisationState(now(it.addresses(), Standing.REQUESTED), it, 0);
            case AuthorisationReminded it -> new AuthorisationState(standings, request, it.reminder());
            case AuthorisationAcknowledged it -> stand(it.addresses(), Standing.ACKNOWLEDGED);
            case AuthorisationProven it -> stand(it.addresses(), Standing.PROVEN);
            case AuthorisationRefused it -> stand(it.addresses(), Standing.REFUSED);
            case AuthorisationWaived it -> stand(it.addresses(), Standing.WAIVED);
        };
    }

    private AuthorisationState stand(List<String> addresses, Standing standing) {
        return new AuthorisationState(now(addresses, standing), request, reminders);
    }

    private Map<String, Standing> now(List<String> addresses, Standing standing) {
        var changed = new TreeMap<>(standings);
        addresses.forEach(address -> changed.put(address, standing));
        return changed;
    }
}
