package dev.switchover.kit.sample;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.axon.ServiceSetup;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

@Singleton
public class SampleSetup implements ServiceSetup {

    private final Jdbi database;
    private final CounterClaims claims;
    private final RaiseTheNextWhenFilled raiseTheNext;
    private final CounterNoticePublisher publisher;

    SampleSetup(
            Jdbi database,
            CounterClaims claims,
            RaiseTheNextWhenFilled raiseTheNext,
            CounterNoticePublisher publisher) {
        this.database = database;
        this.claims = claims;
        this.raiseTheNext = raiseTheNext;
        this.publisher = publisher;
    }

    @Override
    public String service() {
        return "sample";
    }

    @Override
    public EventNames events() {
        return EventNames.of(CounterEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Counter.class)
                .commands(claims)
                .claims(claims)
                .view("counter", tables -> new CounterProjection(new CounterTable(database, tables)))
                .policy(raiseTheNext)
                .notices(publisher);
    }
}
