package dev.switchover.migration.migration.driver;

/**
 * What is to be done with every member of a wave in one of its rounds, or of all waves, and what was said about it. Without
 * a round it was scheduled before rounds were counted: then it is 0.
 */
public record WaveWork(Word word, String migration, String wave, int round, String said) {

    /** What each member is told, or is taken to have done. */
    public enum Word {
        MOVE,
        HAS_MOVED,
        GO_BACK,
        /** To everybody the migration told, whatever the wave. */
        ALL_GO_BACK
    }
}
