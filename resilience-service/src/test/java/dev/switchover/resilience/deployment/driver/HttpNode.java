package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node behind a real HTTP server: writes epochs down, refuses lower ones, and keeps a journal of what it did. An order
 * whose id it has had is not carried out again: it says how that one ended.
 */
public final class HttpNode implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the node did or was asked, and when. */
    public record Entry(String action, long epoch, int exitCode, long nanos) {}

    private record Received(String action, String id) {}

    final String id;
    public final List<Entry> journal = new CopyOnWriteArrayList<>();

    /** Actions that are answered with success and not done. */
    final Set<String> lies = ConcurrentHashMap.newKeySet();

    /** Actions of which nobody hears how they ended, for they are not begun. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** Media servers that do not know the node, whatever it has told them. */
    final Set<String> forgetful = ConcurrentHashMap.newKeySet();

    /** Media servers at which another node is registered too, and which. */
    final Map<String, String> beside = new ConcurrentHashMap<>();

    /** Whether its orders to register there end that. */
    volatile boolean clearsBeside;

    /** What it has tried out about itself, and whether it {@code passed} or {@code failed}. */
    final Map<String, String> checks = new ConcurrentHashMap<>();

    /** When it has. */
    volatile Instant checkedAt = Instant.now().minusSeconds(60);

    /** Actions that the node has no hook for, so that it refuses them. */
    final Set<String> without = ConcurrentHashMap.newKeySet();

    /** How often an action fails before it succeeds. */
    final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** The next order of such an action stays on its way to the node until it is let go. */
    public final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    /** Whether its own role page says active; null: it has none. */
    volatile @Nullable Boolean page;

    /** Each order of such an action stays on its way until it is let go. */
    final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

    /** What a gateway before it answers in its place; 0: it is reached. */
    volatile int gateway;

    volatile long position = 5000;

    /** Whether its status says how far its data is. */
    volatile boolean tellsPosition = true;

    /** And when it has stopped. */
    volatile boolean tellsWhereItEnded = true;

    /** What {@code resync-data} brings over. */
    volatile LongSupplier newest = () -> position;

    volatile int running;
    private volatile boolean remembers = true;
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, Long> epochs = new LinkedHashMap<>();
    private final Map<String, String> words = new ConcurrentHashMap<>();
    private final Map<String, Long> registrations = new LinkedHashMap<>();
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final int port;

    /** Ports come again, and a machine is a node of one deployment only. */
    private final String path = unique("node");

    private HttpServer server;

    public HttpNode(String id, String state, String... groups) {
        this.id = id;
        for (var group : groups) {
            states.put(group, state);
            epochs.put(group, 0L);
        }
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    /** It carries out each order that reaches it, also one whose id it has had. */
    public HttpNode withoutMemory() {
        remembers = false;
        return this;
    }

    public String access() {
        return access("\"fence\": \"PT3S\"");
    }

    /** With other limits, as members of their JSON object. */
    String access(String limits) {
        return "{\"kind\": \"http\", \"url\": \"http://127.0.0.1:" + port + "/" + path + "\", \"limits\": {" + limits
                + "}}";
    }

    public synchronized String state(String group) {
        return states.getOrDefault(group, "none");
    }

    synchronized void become(String group, String state) {
        states.put(group, state);
    }

    /** The boot guard has asked who owns the group, and written the epoch down. */
    synchronized void learn(String group, long epoch) {
        epochs.put(group, epoch);
    }

    /** A person starts the group at the node itself, for the boot guard takes his word. */
    synchronized void startOnTheWordOf(String person, String group) {
        words.put(group, person);
        become(group, "active");
    }

    /** The power goes: nothing on it serves, and nobody answers. */
    synchronized void powerOff() {
        server.stop(0);
        states.replaceAll((group, state) -> "inactive");
    }

    /** Nobody reaches it any more; what serves goes on. */
    synchronized void cutOff() {
        server.stop(0);
    }

    /** The power goes, and a gateway before it says that it reaches nobody. */
    synchronized void powerOffBehindAGateway(int status) {
        gateway = status;
        states.replaceAll((group, state) -> "inactive");
    }

    synchronized void powerOn() {
        server = listen(port);
    }

    /** What it was asked to do, in order, whether it did it or not. */
    List<String> asked() {
        return journal.stream().map(Entry::action).toList();
    }

    /** By which ids an action was ordered, in order. */
    List<String> ids(String action) {
        return received.stream()
                .filter(one -> one.action().equals(action))
                .map(Received::id)
                .toList();
    }

    /** How long it was left alone between the orders of an action. */
    List<Duration> pauses(String action) {
        var times = journal.stream()
                .filter(entry -> entry.action().equals(action))
                .map(Entry::nanos)
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(at -> Duration.ofNanos(times.get(at) - times.get(at - 1)))
                .toList();
    }

    long when(String action) {
        return journal.stream()
                .filter(entry -> entry.action().equals(action))
                .mapToLong(Entry::nanos)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer listen(int at) {
        for (int attempt = 1; ; attempt++) {
            try {
                var fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 16);
                fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
                fresh.createContext("/", this::answer);
                fresh.start();
                return fresh;
            } catch (IOException e) {
                if (attempt == 50) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var order = JSON.readTree(exchange.getRequestBody());
            if (gateway > 0) {
                exchange.sendResponseHeaders(gateway, -1);
                return;
            }
            var action = order.path("action").asText();
            stayOnTheWay(action);
            var id = exchange.getRequestHeaders().getFirst("webhook-id");
            received.add(new Received(action, id));
            if (broken.contains(action)) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            var body = remembers ? answers.get(id) : null;
            if (body == null) {
                body = answer(action, order);
                answers.put(id, body);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] answer(String action, JsonNode order) throws IOException {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("exitCode", obey(action, order));
        answer.put("output", action);
        answer.put("status", status());
        answer.put("mds", registrations());
        answer.put("checks", checked());
        answer.put("page", page == null ? null : page ? "active" : "inactive");
        return JSON.writeValueAsBytes(answer);
    }

    private void stayOnTheWay(String action) {
        var next = held.remove(action);
        var until = next == null ? hanging.get(action) : next;
        if (until != null) {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized int obey(String action, JsonNode order) {
        if (action.equals("status")) {
            return 0;
        }
        var epoch = order.path("epoch").asLong();
        var code = carryOut(action + suffix(order), action, epoch);
        journal.add(new Entry(action + suffix(order), epoch, code, System.nanoTime()));
        return code;
    }

    private static String suffix(JsonNode order) {
        var mds = order.path("parameters").path("mds").asText("");
        return mds.isEmpty() ? "" : " " + mds;
    }

    private int carryOut(String whole, String action, long epoch) {
        if (failures.merge(whole, -1, Integer::sum) >= 0) {
            return 1;
        }
        if (without.contains(action)) {
            return 66;
        }
        var isOfPrimary = action.equals("register-mds") || action.startsWith("mark-");
        var group = isOfPrimary ? "telephony" : action.substring(action.indexOf('-') + 1);
        var groups = action.equals("fence") ? List.copyOf(states.keySet()) : List.of(group);
        if (groups.stream().anyMatch(one -> epochs.getOrDefault(one, 0L) > epoch)) {
            return 65;
        }
        if (lies.contains(whole)) {
            return 0;
        }
        groups.forEach(one -> epochs.put(one, epoch));
        if (action.equals("resync-data")) {
            position = newest.getAsLong();
        } else if (action.startsWith("mark-")) {
            page = action.equals("mark-active");
        } else if (action.equals("register-mds")) {
            var mds = whole.substring(action.length() + 1);
            registrations.put(mds, epoch);
            beside.computeIfPresent(mds, (at, other) -> clearsBeside ? null : other);
        } else {
            groups.forEach(one -> states.put(one, after(action)));
            words.keySet().removeAll(groups);
        }
        return 0;
    }

    private static String after(String action) {
        if (action.startsWith("start-") || action.startsWith("promote-")) {
            return "active";
        }
        return action.startsWith("drain-") ? "draining" : "inactive";
    }

    /** Its media servers as they answer: one that has forgotten the node says so. */
    private synchronized List<Map<String, Object>> registrations() {
        return registrations.entrySet().stream()
                .map(each -> registration(each.getKey(), each.getValue()))
                .toList();
    }

    private Map<String, Object> registration(String mds, long epoch) {
        var said = new LinkedHashMap<String, Object>();
        said.put("mds", mds);
        said.put("state", forgetful.contains(mds) ? "absent" : "registered");
        said.put("epoch", epoch);
        said.put("also", beside.get(mds));
        return said;
    }

    private List<Map<String, String>> checked() {
        return checks.entrySet().stream()
                .map(each -> Map.of(
                        "check", each.getKey(),
                        "state", each.getValue(),
                        "at", checkedAt.toString(),
                        "output", each.getKey() + " of " + id))
                .toList();
    }

    private synchronized List<Map<String, Object>> status() {
        var status = new ArrayList<Map<String, Object>>();
        states.forEach((group, state) -> {
            var said = new LinkedHashMap<String, Object>();
            said.put("group", group);
            said.put("state", state);
            said.put("epoch", epochs.getOrDefault(group, 0L));
            if (words.containsKey(group)) {
                said.put("attested", words.get(group));
            }
            if (group.equals("data") && tellsPosition && (tellsWhereItEnded || state.equals("active"))) {
                said.put("position", position);
            } else if (group.equals("telephony")) {
                said.put("running", running);
            }
            status.add(said);
        });
        return status;
    }
}
