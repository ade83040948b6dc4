package dev.switchover.kit.sample;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CounterNotice.Filled.class, name = "switchover.sample.filled.v1"),
    @JsonSubTypes.Type(value = CounterNotice.Raised.class, name = "switchover.sample.raised.v1")
})
public sealed interface CounterNotice {

    String TOPIC = "switchover.sample.v1";

    String counterId();

    record Filled(String counterId, Instant at) implements CounterNotice {}

    record Raised(String counterId, Instant at, int by) implements CounterNotice {}
}
