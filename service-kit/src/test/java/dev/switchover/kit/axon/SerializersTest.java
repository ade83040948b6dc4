package dev.switchover.kit.axon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SerializersTest {

    private record Due(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    /** The log is read by people, with SQL. */
    @Test
    void amountsAreStoredAsPeopleWriteThem() throws Exception {
        var json = Serializers.storage();

        assertThat(json.writeValueAsString(new Due(new BigDecimal("2E+2")))).isEqualTo("{\"amount\":\"200\"}");
        assertThat(json.readValue("{\"amount\":\"2E+2\"}", Due.class).amount()).isEqualByComparingTo("200");
    }
}
