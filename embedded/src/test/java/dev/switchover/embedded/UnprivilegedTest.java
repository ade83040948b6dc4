package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {

    @TempDir
    Path checkout;

    @Test
    void anOrdinaryUserNeedsNothing() {
        assertThat(Unprivileged.choose(1000, 1000, checkout, false).prefix()).isEmpty();
    }

    @Test
    void rootTakesAUserNamespace() {
        assertThat(Unprivileged.choose(0, 0, checkout, true).command(List.of("initdb")))
                .containsExactly("unshare", "-U", "--", "initdb");
    }

    @Test
    void rootWithoutNamespacesTakesTheOwnerOfTheCheckout() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can give files away");
        Files.setAttribute(checkout, "unix:uid", 1234);
        Files.setAttribute(checkout, "unix:gid", 2345);

        var made = Files.createDirectories(checkout.resolve(".switchover/data/postgresql"));

        assertThat(Unprivileged.choose(0, 0, made, false).prefix())
                .containsExactly("setpriv", "--reuid=1234", "--regid=2345", "--clear-groups", "--");
    }

    @Test
    void rootWithNeitherIsToldInOneSentence() {
        assumeTrue(new UnixSystem().getUid() == 0, "the directory must belong to root");

        assertThatThrownBy(() -> Unprivileged.choose(0, 0, checkout, false))
                .isInstanceOf(StartFailure.class)
                .hasMessage(Unprivileged.NO_WAY);
    }
}
