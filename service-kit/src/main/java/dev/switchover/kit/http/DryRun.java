package dev.switchover.kit.http;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The two ways to call what acts on the world: to be shown its plan, or to have it done, if the plan is the one seen. */
@Singleton
public class DryRun {

    private final Commands commands;
    private final SeenVersionHolds versions;

    DryRun(Commands commands, SeenVersionHolds versions) {
        this.commands = commands;
        this.versions = versions;
    }

    /**
     * The look at the plan and the work are one transaction: what {@code plan} locks before it looks does not change until
     * the work is done, so the refusal (412) is exact. Whoever is only shown the plan is refused what the work itself would
     * be refused: that is found out by doing it and taking it back.
     */
    public Response answer(boolean dryRun, @Nullable String planHash, Supplier<Plan> plan, Supplier<Response> work) {
        if (dryRun) {
            versions.demand();
            return Response.ok(commands.asIf(() -> tried(plan.get(), work))).build();
        }
        if (planHash == null) {
            return work.get();
        }
        return commands.together(() -> {
            plan.get().require(planHash);
            return work.get();
        });
    }

    /** Gates that refuse stand in the plan. */
    private static Plan tried(Plan shown, Supplier<Response> work) {
        try {
            var unused = work.get(); // only a refusal matters
        } catch (Rejection refusal) {
            if (!refusal.isByGates() || !shown.gates().refuse()) {
                throw refusal;
            }
        }
        return shown;
    }
}
