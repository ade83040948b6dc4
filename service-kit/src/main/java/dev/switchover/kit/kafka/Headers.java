package dev.switchover.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in Kafka's binary mode: attributes as headers, the notice alone as the value. */
final class Headers {

    static final String TRACE = "traceparent";

    private Headers() {}

    static List<Header> of(NoticeHead head, @Nullable String traceparent) {
        var headers = new ArrayList<Header>(List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", head.id()),
                header("ce_source", head.source()),
                header("ce_type", head.type()),
                header("ce_time", head.at().toString()),
                header("ce_subject", head.key()),
                header("ce_sequence", Long.toString(head.sequence())),
                header("ce_sequencetype", "Integer"),
                header("content-type", "application/json")));
        if (traceparent != null) {
            headers.add(header(TRACE, traceparent));
        }
        return headers;
    }

    static NoticeHead head(ConsumerRecord<String, byte[]> message) {
        return new NoticeHead(
                required(message, "ce_id"),
                required(message, "ce_source"),
                required(message, "ce_type"),
                Instant.parse(required(message, "ce_time")),
                Long.parseLong(required(message, "ce_sequence")),
                String.valueOf(message.key()));
    }

    static @Nullable String text(ConsumerRecord<String, byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String required(ConsumerRecord<String, byte[]> message, String name) {
        var text = text(message, name);
        if (text == null) {
            throw new IllegalArgumentException("The message lacks the header " + name);
        }
        return text;
    }
}
