package dev.switchover.kit.security;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that can be asked of this service over REST. */
@Singleton
public class Endpoints {

    private final List<Endpoint> all;

    Endpoints(BeanManager beans) {
        all = Endpoint.sorted(beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(Endpoint::of));
    }

    public List<Endpoint> all() {
        return all;
    }

    /** What bodies may be sent to an address by a method. */
    public Set<String> takenAt(String method, String address) {
        var path = address.startsWith("/") ? address : "/" + address;
        return all.stream()
                .filter(endpoint -> endpoint.method().equals(method) && endpoint.matches(path))
                .map(Endpoint::consumes)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What can be done at an address. */
    public Set<String> methodsAt(String address) {
        var path = address.startsWith("/") ? address : "/" + address;
        return all.stream()
                .filter(endpoint -> endpoint.matches(path))
                .map(Endpoint::method)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
