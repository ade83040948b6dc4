package dev.switchover.embedded;

import java.util.Map;
import java.util.TreeMap;

/** The configuration of the one-node broker, each value with its reason. */
final class KafkaProperties {

    private KafkaProperties() {}

    static Map<String, String> of(KafkaBroker.Settings settings, int port, int controller) {
        var all = new TreeMap<String, String>();
        all.putAll(listeners(port, controller));
        all.putAll(single());
        all.putAll(small());
        all.put("log.dirs", settings.home().resolve("logs").toString());
        all.put("log.retention.ms", "-1"); // notices are the long memory: kept for ever
        if (settings.durable()) {
            all.put("log.flush.interval.messages", "1"); // there is no second replica that would have it
        }
        return all;
    }

    private static Map<String, String> listeners(int port, int controller) {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners", "BROKER://127.0.0.1:" + port,
                "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "BROKER",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@127.0.0.1:" + controller);
    }

    private static Map<String, String> single() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0"); // nobody else will join
    }

    private static Map<String, String> small() {
        return Map.of(
                "num.partitions", "4",
                "offsets.topic.num.partitions", "4", // 50 would take seconds to create
                "transaction.state.log.num.partitions", "4",
                "log.cleaner.dedupe.buffer.size", "8388608", // the default takes 128 MB of heap
                "log.segment.bytes", "67108864",
                "offsets.topic.segment.bytes", "8388608",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "auto.create.topics.enable", "true");
    }
}
