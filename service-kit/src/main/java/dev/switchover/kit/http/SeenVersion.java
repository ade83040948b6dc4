package dev.switchover.kit.http;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The version of a thing that the current request insists on. */
@RequestScoped
public class SeenVersion {

    private @Nullable Of insistedOn;

    /** The thing, and the version the caller has seen. */
    record Of(String kind, String id, long version) {}

    static Optional<Of> current() {
        var container = Arc.container();
        return container == null || !container.requestContext().isActive()
                ? Optional.empty()
                : container.instance(SeenVersion.class).get().get();
    }

    Optional<Of> get() {
        return Optional.ofNullable(insistedOn);
    }

    void insistOn(Of seen) {
        insistedOn = seen;
    }
}
