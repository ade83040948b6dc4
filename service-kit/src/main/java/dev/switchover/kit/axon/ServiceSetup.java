package dev.switchover.kit.axon;

/** What a service tells the kit: exactly one {@code @Singleton} bean per service. */
public interface ServiceSetup extends Capability {

    /** The service's name, as in {@code /switchover/<service>}, for example {@code migration}. */
    String service();
}
