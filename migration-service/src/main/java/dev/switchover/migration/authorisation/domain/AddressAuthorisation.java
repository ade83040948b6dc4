package dev.switchover.migration.authorisation.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.AcknowledgeAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.ProveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RefuseAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RemindIfSilent;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RemindSupplier;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RequestAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.WaiveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationAcknowledged;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationProven;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRefused;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationReminded;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationWaived;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/**
 * Whether one supplier admits the new node's addresses on one trunk, address by address: signalling and media may be
 * admitted at different times, but the supplier is asked in one letter.
 */
@AggregateRoot(type = "AddressAuthorisation")
public class AddressAuthorisation {

    @AggregateIdentifier
    private AuthorisationId id;

    private AuthorisationState state = AuthorisationState.none();

    /** For Axon, which then replays the events. */
    public AddressAuthorisation() {}

    /** Asks for every address that was never asked for or was refused. Called by the claims room, which knows them. */
    public void decide(RequestAuthorisation command, String party, List<String> wanted) {
        var unasked = wanted.stream().filter(this::mayBeAsked).toList();
        if (!unasked.isEmpty()) {
            apply(new AuthorisationRequested(
                    command.authorisationId(), party, unasked, command.neededBy(), command.reason()));
            return;
        }
        var request = state.request();
        if (request == null
                || !request.neededBy().equals(command.neededBy())
                || !request.reason().equals(command.reason())) {
            throw Rejection.conflict(
                            "authorisation-already-requested",
                            request == null
                                    ? "All addresses were waived: there is nothing to ask for."
                                    : "All addresses were asked for already, until %s.".formatted(request.neededBy()))
                    .remedy(
                            state.awaited().isEmpty()
                                    ? "Nothing to do: nothing is awaited from the supplier."
                                    : "POST %1$s/remind says it again. For another date or reason: POST %1$s/refuse, then %1$s/request."
                                            .formatted(path(command.authorisationId())));
        }
    }

    public void decide(RemindSupplier command) {
        var request = state.request();
        var awaited = state.awaited();
        if (request == null || awaited.isEmpty()) {
            throw Rejection.conflict("authorisation-not-awaited", "Nothing is awaited from the supplier.");
        }
        if (state.reminders() < command.upTo()) {
            remind(request, awaited);
        }
    }

    @CommandHandler
    boolean decide(RemindIfSilent command) {
        var request = state.request();
        var unanswered = state.unanswered();
        if (request == null || !request.neededBy().equals(command.neededBy()) || unanswered.isEmpty()) {
            return false;
        }
        if (state.reminders() < command.reminder()) {
            remind(request, unanswered);
        }
        return true;
    }

    public void decide(AcknowledgeAuthorisation command) {
        var addresses = changing(command.addresses(), Standing.ACKNOWLEDGED, EnumSet.of(Standing.REQUESTED));
        if (addresses.isEmpty()) {
            demandSaidSo(command.addresses(), Standing.ACKNOWLEDGED, "note", command.note());
        } else {
            apply(new AuthorisationAcknowledged(id, addresses, command.note()));
        }
    }

    /** A call that was admitted proves it also where the supplier never wrote back; that he did is not made up then. */
    public void decide(ProveAuthorisation command) {
        var addresses = changing(
                command.addresses(),
                Standing.PROVEN,
                EnumSet.of(Standing.REQUESTED, Standing.ACKNOWLEDGED, Standing.WAIVED));
        if (addresses.isEmpty()) {
            demandSaidSo(command.addresses(), Standing.PROVEN, "evidence", command.evidence());
        } else {
            apply(new AuthorisationProven(id, addresses, command.evidence()));
        }
    }

    /** A supplier may change its mind even after the proof. */
    public void decide(RefuseAuthorisation command) {
        var addresses =
                changing(command.addresses(), Standing.REFUSED, EnumSet.complementOf(EnumSet.of(Standing.REFUSED)));
        if (addresses.isEmpty()) {
            demandSaidSo(command.addresses(), Standing.REFUSED, "reason", command.reason());
        } else {
            apply(new AuthorisationRefused(id, addresses, command.reason()));
        }
    }

    /** Also what was never asked for may be waived. Called by the claims room, which knows the addresses. */
    public void decide(WaiveAuthorisation command, List<String> wanted) {
        demandKnown(command.addresses(), wanted);
        var concerned = (command.addresses().isEmpty() ? wanted : command.addresses())
                .stream().distinct().toList();
        demandUnproven(command, concerned);
        var addresses = concerned.stream()
                .filter(address -> !is(address, Standing.PROVEN) && !is(address, Standing.WAIVED))
                .toList();
        if (addresses.isEmpty()) {
            demandSaidSo(command.addresses(), Standing.WAIVED, "reason", command.reason());
        } else {
            apply(new AuthorisationWaived(command.authorisationId(), addresses, command.reason()));
        }
    }

    @EventSourcingHandler
    void evolve(AuthorisationEvent event) {
        id = event.authorisationId();
        state = state.after(event);
    }

    private void remind(AuthorisationRequested request, List<String> addresses) {
        apply(new AuthorisationReminded(
                id, request.party(), addresses, request.neededBy(), request.reason(), state.reminders() + 1));
    }

    private boolean mayBeAsked(String address) {
        return state.standing(address).map(it -> it == Standing.REFUSED).orElse(true);
    }

    /** Of those that are named none may be proven; of all together it is enough that one is not. */
    private void demandUnproven(WaiveAuthorisation command, List<String> concerned) {
        var proven = concerned.stream()
                .filter(address -> is(address, Standing.PROVEN))
                .toList();
        if (proven.isEmpty() || (command.addresses().isEmpty() && proven.size() < concerned.size())) {
            return;
        }
        throw Rejection.conflict(
                        "authorisation-in-wrong-state",
                        "Address %s is PROVEN already: there is nothing to waive.".formatted(proven.getFirst()))
                .at("addresses", "not PROVEN", Standing.PROVEN, "Name the addresses that are not PROVEN, or none.")
                .remedy(
                        "Nothing to do: the supplier admits it. If he does not any more: POST %1$s/refuse, then %1$s/request or %1$s/waive."
                                .formatted(path(id)));
    }

    private boolean is(String address, Standing standing) {
        return state.standing(address).filter(standing::equals).isPresent();
    }

    /** Those that really change. A named address must be able to; of all together it is enough that one is. */
    private List<String> changing(List<String> asked, Standing to, Set<Standing> from) {
        demandKnown(asked, state.standings().keySet());
        var concerned = asked.isEmpty()
                ? List.copyOf(state.standings().keySet())
                : asked.stream().distinct().toList();
        var unable = concerned.stream()
                .filter(address -> standing(address) != to && !from.contains(standing(address)))
                .toList();
        if (unable.size() == concerned.size() || (!asked.isEmpty() && !unable.isEmpty())) {
            throw Rejection.conflict(
                            "authorisation-in-wrong-state",
                            "Address %s is %s already.".formatted(unable.getFirst(), standing(unable.getFirst())))
                    .at("addresses", oneOf(from), standing(unable.getFirst()), later(to, from))
                    .remedy(
                            standing(unable.getFirst()) == Standing.REFUSED
                                    ? "Ask the supplier anew: POST %s/request.".formatted(path(id))
                                    : later(to, from));
        }
        return concerned.stream()
                .filter(address -> from.contains(standing(address)))
                .toList();
    }

    /** The same again is fine; other words would not be kept. */
    private void demandSaidSo(List<String> asked, Standing standing, String field, String word) {
        var concerned = asked.isEmpty() ? state.standings().keySet() : asked;
        concerned.stream()
                .filter(address -> standing(address) == standing)
                .filter(address -> !word.equals(state.words().get(address)))
                .findFirst()
                .ifPresent(address -> {
                    throw Rejection.conflict(
                                    "already-said-otherwise",
                                    "Address %s is %s already, in other words.".formatted(address, standing))
                            .differs(field, state.words().get(address), word)
                            .remedy(toSayItOtherwise(standing).formatted(path(id)));
                });
    }

    private static String toSayItOtherwise(Standing standing) {
        return switch (standing) {
            case REQUESTED, ACKNOWLEDGED -> "What was said first stands; say the rest with the proof: POST %s/prove.";
            case PROVEN -> "What was said first stands. If it is wrong: POST %1$s/refuse, then %1$s/request.";
            case REFUSED -> "What was said first stands. To ask the supplier anew: POST %s/request.";
            case WAIVED -> "What was said first stands. If it is wrong: POST %1$s/refuse, then %1$s/waive.";
        };
    }

    private Standing standing(String address) {
        return state.standing(address).orElseThrow();
    }

    private static String path(AuthorisationId id) {
        return "/migrations/%s/authorisations/%s".formatted(id.migration(), id.trunk());
    }

    private static String oneOf(Collection<?> some) {
        return "One of " + some.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String later(Standing to, Set<Standing> from) {
        return "It becomes %s from %s only; GET …/authorisations says where each address stands."
                .formatted(to, from.stream().map(Standing::name).sorted().collect(Collectors.joining(", ")));
    }

    private static void demandKnown(Collection<String> asked, Collection<String> known) {
        asked.stream().filter(address -> !known.contains(address)).findFirst().ifPresent(address -> {
            throw Rejection.invalid("address-not-concerned", "Address %s is not one to be admitted.".formatted(address))
                    .at("addresses", "asked for", address, oneOf(known))
                    .remedy("Name one of the addresses the supplier was asked to admit, or none for all of them.");
        });
    }
}
