package dev.switchover.kit.task;

import java.util.Optional;

/** Tasks whose matter may have been settled otherwise before anybody says that he has done them. */
public interface OverTasks {

    /**
     * What became of it.
     *
     * @param why what made it over
     * @param now what is to be done by who has done it all the same
     */
    record Over(String why, String now) {}

    /** Empty while the task is wanted, and where another knows of its kind. */
    Optional<Over> over(TaskView task);
}
