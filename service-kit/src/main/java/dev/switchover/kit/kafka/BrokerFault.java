package dev.switchover.kit.kafka;

/** Kafka did not do what was asked in time; it is asked again later. */
final class BrokerFault extends RuntimeException {

    BrokerFault(String message, Throwable cause) {
        super(message, cause);
    }
}
