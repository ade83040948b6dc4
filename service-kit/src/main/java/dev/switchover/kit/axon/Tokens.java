package dev.switchover.kit.axon;

import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/** Stores a token only for its owner. Axon's own store would claim it anew, over the head of a finished replay. */
final class Tokens extends JdbcTokenStore {

    Tokens(Builder builder) {
        super(builder);
    }

    @Override
    public void storeToken(TrackingToken token, String processorName, int segment) {
        try (Connection connection = getConnection();
                var update = storeUpdate(connection, token, processorName, segment)) {
            if (update.executeUpdate() == 0) {
                throw new UnableToClaimTokenException(
                        "Segment %d of %s is no longer ours".formatted(segment, processorName));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Token of %s: %s".formatted(processorName, e.getMessage()), e);
        }
    }
}
