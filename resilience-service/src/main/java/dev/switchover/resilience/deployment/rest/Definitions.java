package dev.switchover.resilience.deployment.rest;

import static dev.switchover.kit.http.Host.Form.OF_A_PAGE;

import dev.switchover.kit.http.Host;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Definition.Cc;
import dev.switchover.resilience.plan.domain.Definition.CcNode;
import dev.switchover.resilience.plan.domain.Definition.Edge;
import dev.switchover.resilience.plan.domain.Definition.Node;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Definitions as an admin writes them. */
public final class Definitions {

    /** Pages are reached by it, so it is no IPv6 address, which would need brackets there. */
    private static final String NAME = "[A-Za-z0-9._-]{1,253}";

    private static final String ADDRESS = "(?:https?|sip):[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]{1,2000}";
    private static final String URL = "https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]{1,2000}";
    private static final String HEADER = "[A-Za-z0-9-]{1,100}";
    private static final String A_NAME = "a host name or an IPv4 address, of 1 to 253 characters";
    private static final String AN_ADDRESS = "an address that begins with http:, https: or sip:, without blanks";
    private static final String A_URL = "an address that begins with http:// or https://, without blanks";
    private static final String A_HEADER = "the name of an HTTP header: 1 to 100 of A-Z, a-z, 0-9 and -";
    private static final Duration DRAIN = Duration.ofMinutes(2);
    private static final Duration LONGEST_DRAIN = Duration.ofHours(4);
    private static final Duration SHORTEST_FOLLOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_FOLLOW = Duration.ofHours(4);

    private Definitions() {}

    public record NewNode(
            @NotNull @PlainSlug String id,
            @NotNull Access access,

            @Nullable @Size(max = 10)
            Map<@NotNull @Slug String, @NotNull @Pattern(regexp = ADDRESS, message = AN_ADDRESS) String> probes) {

        Node node() {
            return new Node(
                    new NodeId(id), AccessRules.checked(id, access), Objects.requireNonNullElse(probes, Map.of()));
        }
    }

    public record NewCcNode(
            @NotNull @PlainSlug String id,

            @NotNull @Host @Pattern(regexp = NAME, message = A_NAME)
            String fqdn,

            @NotNull Access access) {

        CcNode node() {
            return new CcNode(new NodeId(id), fqdn, AccessRules.checked(id, access));
        }
    }

    public record NewCc(
            @NotNull @Valid NewCcNode main, @NotNull @Valid NewCcNode standby) {}

    public record NewMds(@NotNull @PlainSlug String id) {}

    /** A side is known by its node's id in the header, unless other values are given; without a header by the body. */
    public record NewEdge(
            @NotNull @Host @Pattern(regexp = NAME, message = A_NAME)
            String fqdn,

            @NotNull @Host(OF_A_PAGE) @Pattern(regexp = URL, message = A_URL)
            String probe,

            @Nullable @Pattern(regexp = HEADER, message = A_HEADER)
            String expectHeader,

            @Nullable @Size(min = 1, max = 200) String expectMain,
            @Nullable @Size(min = 1, max = 200) String expectStandby) {

        Edge edge(String main, String standby) {
            if (expectHeader == null && (expectMain == null || expectStandby == null)) {
                throw Rejection.invalid("edge-not-telling", "Nothing in the probe's answer would tell the side.")
                        .at("edge.expectHeader", "a header, or expectMain and expectStandby", null);
            }
            var ofMain = Objects.requireNonNullElse(expectMain, main);
            var ofStandby = Objects.requireNonNullElse(expectStandby, standby);
            var isGiven = expectMain != null || expectStandby != null;
            var isIn = expectHeader == null && (ofMain.contains(ofStandby) || ofStandby.contains(ofMain));
            if (isGiven && (isIn || ofMain.equals(ofStandby))) {
                throw Rejection.invalid("edge-not-telling", "One side's word is in the other's, so it tells neither.")
                        .at("edge.expectStandby", "a word that is not in expectMain, nor that in it", ofStandby);
            }
            return new Edge(fqdn, probe, expectHeader, ofMain, ofStandby);
        }
    }

    /** All of a definition but the id. */
    public record Wanted(
            @NotNull @Slug String party,
            @Nullable @Slug String operatorsParty,
            @NotEmpty @Size(max = 3) List<@NotNull Group> groups,
            @Nullable Boolean holdsData,
            @NotNull @Valid NewNode main,
            @NotNull @Valid NewNode standby,
            @Nullable @Valid NewCc cc,
            @Nullable @Size(max = 100) List<@NotNull @Valid NewMds> mds,
            @Nullable @Valid NewEdge edge,
            @Nullable Duration drain,
            @Nullable Duration follow,
            @Nullable Boolean drill) {

        Definition definition() {
            checkGroups();
            var known = new Definition(
                    party,
                    operatorsParty,
                    List.copyOf(groups),
                    groups.contains(Group.DATA) || !Boolean.FALSE.equals(holdsData),
                    main.node(),
                    standby.node(),
                    cc == null ? null : new Cc(cc.main().node(), cc.standby().node()),
                    mds == null ? List.of() : mds.stream().map(NewMds::id).toList(),
                    edge == null ? null : edge.edge(main.id(), standby.id()),
                    patience(),
                    following(),
                    Boolean.TRUE.equals(drill));
            DefinitionRules.check(known);
            return known;
        }

        private void checkGroups() {
            if (new HashSet<>(groups).size() < groups.size()) {
                throw Rejection.invalid("groups-not-valid", "A group is named twice.")
                        .at("groups", "each group once", groups, "Name each group once.");
            }
            if (groups.contains(Group.SERVICES) && groups.size() > 1) {
                throw Rejection.invalid("groups-not-valid", "A node has one group, services, or several others.")
                        .at("groups", "services alone, or some of data, management, telephony", groups);
            }
        }

        private Duration patience() {
            var asked = Objects.requireNonNullElse(drain, DRAIN);
            if (asked.isNegative() || asked.compareTo(LONGEST_DRAIN) > 0) {
                throw Rejection.invalid("drain-not-valid", "Calls are waited for from nothing to four hours.")
                        .at("drain", "PT0S to PT4H", asked);
            }
            return asked;
        }

        private Duration following() {
            var asked = Objects.requireNonNullElse(follow, Definition.FOLLOW);
            if (asked.compareTo(SHORTEST_FOLLOW) < 0 || asked.compareTo(LONGEST_FOLLOW) > 0) {
                throw Rejection.invalid("follow-not-valid", "Followers are waited for from one second to four hours.")
                        .at("follow", "PT1S to PT4H", asked, "Give a time within that, or leave it out for PT30S.");
            }
            return asked;
        }
    }
}
