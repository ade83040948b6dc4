package dev.switchover.kit.axon;

import dev.switchover.kit.view.ViewTables;
import io.quarkus.arc.ClientProxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.config.ProcessingGroup;

/** What the capabilities registered, in order. */
final class Registrations implements Parts {

    final List<Class<?>> aggregates = new ArrayList<>();
    final List<Object> commandHandlers = new ArrayList<>();
    final Map<String, Object> claims = new LinkedHashMap<>();
    final Map<String, Function<ViewTables, Object>> views = new LinkedHashMap<>();
    final Map<String, Object> policies = new LinkedHashMap<>();
    final Map<String, Object> notices = new LinkedHashMap<>();

    @Override
    public <A> Parts aggregate(Class<A> type) {
        aggregates.add(type);
        return this;
    }

    @Override
    public Parts commands(Object handler) {
        commandHandlers.add(ClientProxy.unwrap(handler));
        return this;
    }

    @Override
    public Parts claims(Object handler) {
        return named(claims, handler);
    }

    @Override
    public Parts view(String group, Function<ViewTables, Object> projection) {
        once(views, group, projection);
        return this;
    }

    @Override
    public Parts policy(Object handler) {
        return named(policies, handler);
    }

    @Override
    public Parts notices(Object publisher) {
        return named(notices, publisher);
    }

    private Parts named(Map<String, Object> handlers, Object handler) {
        var plain = ClientProxy.unwrap(handler);
        var group = plain.getClass().getAnnotation(ProcessingGroup.class);
        if (group == null) {
            throw new IllegalArgumentException(plain.getClass().getName() + " lacks @ProcessingGroup");
        }
        once(handlers, group.value(), plain);
        return this;
    }

    private <T> void once(Map<String, T> handlers, String name, T handler) {
        var taken = claims.containsKey(name)
                || views.containsKey(name)
                || policies.containsKey(name)
                || notices.containsKey(name);
        if (taken) {
            throw new IllegalArgumentException("Two handlers share the processor " + name);
        }
        handlers.put(name, handler);
    }
}
