package dev.switchover.kit.testing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import io.restassured.path.xml.XmlPath.CompatibilityMode;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hamcrest.Matcher;
import org.jspecify.annotations.NullUnmarked;

/**
 * The answer to a {@link Request}, looked at in the words of REST Assured and by its paths. A path of names, numbers and finds by
 * one member is walked; REST Assured reads the text anew and compiles a program for each. What is not there is null, at which a
 * test fails.
 */
@NullUnmarked
public final class Answer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NAMED = "find \\{ it\\.\\w+ == '[^']*' }|\\w+";

    private static final Pattern WALKED = Pattern.compile("\\$?|(%1$s|\\[\\d+])(\\.(%1$s)|\\[\\d+])*".formatted(NAMED));

    private static final Pattern STEP =
            Pattern.compile("find \\{ it\\.(?<member>\\w+) == '(?<value>[^']*)' }|(?<name>\\w+)|\\[(?<index>\\d+)]");

    private final HttpResponse<String> response;

    private Object json;

    Answer(HttpResponse<String> response) {
        this.response = response;
    }

    public int statusCode() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    public String contentType() {
        return Objects.requireNonNullElse(header("Content-Type"), "");
    }

    public String asString() {
        return response.body();
    }

    @Override
    public String toString() {
        return response + " " + response.body();
    }

    private Object json() {
        var read = json;
        if (read == null) {
            try {
                read = JSON.readValue(response.body(), Object.class);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + this, e);
            }
            json = read;
        }
        return read;
    }

    /** Null if it leads nowhere. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T path(String path) {
        if (contentType().startsWith("text/html")) {
            return new XmlPath(CompatibilityMode.HTML, asString()).get(path);
        }
        if (!WALKED.matcher(path).matches()) {
            return JsonPath.from(response.body()).get(path);
        }
        var at = json();
        for (var step : STEP.matcher(path).results().toList()) {
            at = stepped(at, step);
        }
        return (T) at;
    }

    private static Object stepped(Object at, MatchResult step) {
        if (step.group("name") != null) {
            return member(at, step.group("name"));
        }
        if (!(at instanceof List<?> list)) {
            return null;
        }
        if (step.group("index") != null) {
            var index = Integer.parseInt(step.group("index"));
            return index < list.size() ? list.get(index) : null;
        }
        var wanted = step.group("value");
        return list.stream()
                .filter(it -> wanted.equals(member(it, step.group("member"))))
                .findFirst()
                .orElse(null);
    }

    private static Object member(Object of, String name) {
        return switch (of) {
            case Map<?, ?> map -> map.get(name);
            case Collection<?> all ->
                all.stream()
                        .filter(Objects::nonNull)
                        .map(it -> member(it, name))
                        .toList();
            case null, default -> null;
        };
    }

    public Answer statusCode(int expected) {
        return statusCode(equalTo(expected));
    }

    public Answer statusCode(Matcher<? super Integer> expected) {
        assertThat("status of " + this, statusCode(), expected);
        return this;
    }

    public Answer contentType(String expected) {
        assertThat("content type of " + this, contentType().split(";", 2)[0], equalTo(expected));
        return this;
    }

    public Answer header(String name, String expected) {
        return header(name, equalTo(expected));
    }

    public Answer header(String name, Matcher<?> expected) {
        assertThat(name + " of " + this, header(name), as(expected));
        return this;
    }

    public Answer body(Matcher<?> expected) {
        assertThat("body of " + this, asString(), as(expected));
        return this;
    }

    /** More pairs of path and matcher may follow. */
    public Answer body(String path, Matcher<?> expected, Object... more) {
        assertThat(path + " in " + this, path(path), as(expected));
        for (int i = 0; i < more.length; i += 2) {
            body((String) more[i], (Matcher<?>) more[i + 1]);
        }
        return this;
    }

    @SuppressWarnings("unchecked")
    private static <T> Matcher<T> as(Matcher<?> matcher) {
        return (Matcher<T>) matcher;
    }
}
