package dev.switchover.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.util.UUID;

/** Ids made by the server. A request repeated under its Idempotency-Key gets the same ones again. */
@Singleton
public class Ids {

    public String next() {
        return IdempotentRequest.current()
                .map(Ids::derived)
                .orElseGet(UUID::randomUUID)
                .toString();
    }

    private static UUID derived(IdempotentRequest request) {
        return UUID.nameUUIDFromBytes((request.id() + "/" + request.nextName()).getBytes(UTF_8));
    }
}
