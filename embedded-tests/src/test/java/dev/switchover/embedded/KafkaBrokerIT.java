package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    @TempDir
    Path home;

    @Test
    void whatWasSentSurvivesAStopAndTheSenderGoesOnAtTheSamePort() throws Exception {
        try (var broker = KafkaBroker.start(new KafkaBroker.Settings(home, 0, true))) {
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", broker.address().bootstrapServers());
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                var before = send(producer);

                broker.stop();
                assertThat(broker.isAlive()).isFalse();
                var waiting = CompletableFuture.supplyAsync(() -> send(producer));
                broker.start();

                assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(before + 1);
                assertThat(broker.isAlive()).isTrue();
            }
        }
    }

    @Test
    void whatGaveUpIsNotAliveUntilItIsStartedAgain() {
        try (var broker = KafkaBroker.start(new KafkaBroker.Settings(home, 0, true))) {
            assertThatThrownBy(() -> Exit.halt(1, "all log dirs have failed"))
                    .hasMessageContaining("all log dirs have failed");
            assertThat(broker.hasGivenUp()).isTrue();
            assertThat(broker.isAlive()).isFalse();

            broker.start();

            assertThat(broker.isAlive()).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> KafkaBroker.start(new KafkaBroker.Settings(home, other.getLocalPort(), true)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("Port " + other.getLocalPort() + ", wanted for Kafka, is taken.");
        }
    }

    private static long send(KafkaProducer<String, String> producer) {
        try {
            return producer.send(new ProducerRecord<>("kept", 0, "key", "word"))
                    .get(30, TimeUnit.SECONDS)
                    .offset();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
