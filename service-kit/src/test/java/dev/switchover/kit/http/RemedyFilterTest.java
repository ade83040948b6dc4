package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asks about one migration reads its name in what he is to do. */
class RemedyFilterTest {

    private static final List<String> NAMES = List.of("to-b", "voice", "main");

    @ParameterizedTest
    @CsvSource({
        "GET /migrations/{m}/waves lists them., /migrations/to-b/waves/w9, GET /migrations/to-b/waves lists them.",
        "POST /migrations/{m}/authorisations/{s}/{t}/request first, /migrations/to-b/authorisations/voice/main/proven, "
                + "POST /migrations/to-b/authorisations/voice/main/request first",
        "POST …/registrations/{s}/{t}/move-back, /migrations/to-b/registrations/voice/main/taken, "
                + "POST …/registrations/voice/main/move-back",
        "GET /suppliers/{s}/trunks/{t}, /suppliers/voice, GET /suppliers/voice/trunks/{t}",
    })
    void whatThePathNamesIsNamed(String remedy, String path, String named) {
        assertThat(RemedyFilter.named(remedy, path, NAMES)).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT /contacts/{party}, /contacts/import",
        "POST /migrations/to-b/customers/{c}/announce, /migrations/to-b/waves/main/start",
        "Repeat it., /migrations/to-b",
    })
    void whatItDoesNotNameStaysToBeFilledIn(String remedy, String path) {
        assertThat(RemedyFilter.named(remedy, path, NAMES)).isEqualTo(remedy);
    }
}
