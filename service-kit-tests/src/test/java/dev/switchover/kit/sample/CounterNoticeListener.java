package dev.switchover.kit.sample;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.kafka.NoticeHead;
import dev.switchover.kit.kafka.NoticeListener;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens "echo of x" when x is full; cannot bear a counter named "poison…". */
@Singleton
public class CounterNoticeListener implements NoticeListener<CounterNotice> {

    public final List<NoticeHead> heads = new CopyOnWriteArrayList<>();

    private final Commands commands;

    CounterNoticeListener(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String topic() {
        return CounterNotice.TOPIC;
    }

    @Override
    public Class<CounterNotice> notices() {
        return CounterNotice.class;
    }

    @Override
    public void on(CounterNotice notice, NoticeHead head) {
        heads.add(head);
        if (notice.counterId().startsWith("poison")) {
            throw new IllegalStateException("cannot bear " + notice.counterId());
        }
        switch (notice) {
            case CounterNotice.Filled(var counter, var at) -> {
                if (!counter.startsWith("echo")) {
                    commands.send(new OpenCounter(new CounterId("echo-" + counter), "echo of " + counter, 1));
                }
            }
            case CounterNotice.Raised raised -> {}
        }
    }
}
