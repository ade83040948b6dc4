package dev.switchover.notification.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** In whose name we write. */
@ConfigMapping(prefix = "switchover.mail")
public interface MailConfig {

    /** The address answers go to; its domain also ends every Message-ID. */
    @WithDefault("switchover@localhost.localdomain")
    String from();

    /** The name beside it, and below every mail. */
    @WithDefault("Switchover")
    String sender();
}
