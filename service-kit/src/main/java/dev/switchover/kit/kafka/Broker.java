package dev.switchover.kit.kafka;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where Kafka is, and the topics on it: notices are kept for ever. */
@Singleton
public class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration ASK_EVERY = Duration.ofSeconds(5);

    private final String servers;
    private final int partitions;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private long asked = System.nanoTime() - ASK_EVERY.toNanos();
    private boolean answered;

    Broker(
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
            @ConfigProperty(name = "switchover.kafka.partitions", defaultValue = "4") int partitions) {
        this.servers = servers;
        this.partitions = partitions;
    }

    String servers() {
        return servers;
    }

    /** Makes the topic unless it is there; waits a few seconds at most. */
    void ensure(String topic) {
        if (known.contains(topic)) {
            return;
        }
        var admin = admin();
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())
                            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"))))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new BrokerFault("Topic %s: %s".formatted(topic, e.getMessage()), e);
            }
        } catch (TimeoutException e) {
            throw new BrokerFault("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFault("Interrupted", e);
        } finally {
            admin.close(Duration.ZERO);
        }
        known.add(topic);
    }

    /** Whether the broker answered within a second when last asked, which is every few seconds at most. */
    public synchronized boolean answers() {
        if (System.nanoTime() - asked > ASK_EVERY.toNanos()) {
            answered = ask();
            asked = System.nanoTime();
        }
        return answered;
    }

    private boolean ask() {
        var admin = admin();
        try {
            admin.describeCluster().clusterId().get(1, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "8000"));
    }
}
