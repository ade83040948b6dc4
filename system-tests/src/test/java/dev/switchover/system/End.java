package dev.switchover.system;

/** How a service is ended: as a crash does, or in good order by SIGTERM, when work may go on for some seconds. */
enum End {
    KILL {
        @Override
        void strike(Running suite, String service) {
            suite.kill(service);
        }
    },
    TERM {
        @Override
        void strike(Running suite, String service) {
            suite.stop(service);
        }
    };

    abstract void strike(Running suite, String service);
}
