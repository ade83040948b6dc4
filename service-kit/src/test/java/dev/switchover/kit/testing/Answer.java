package dev.switchover.kit.testing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import io.restassured.path.xml.XmlPath.CompatibilityMode;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hamcrest.Matcher;
import org.jspecify.annotations.NullUnmarked;

/**
 * The answer to a {@link Request}, looked at in the words of REST Assured and by its paths. A path of names and numbers alone
 * is walked; REST Assured compiles each one, which only those need that search. What is not there is null, at which a test fails.
 */
@NullUnmarked
public final class Answer {

    private static final Pattern WALKED = Pattern.compile("\\w+(\\.\\w+|\\[\\d+])*|(\\[\\d+])+(\\.\\w+|\\[\\d+])*");

    private static final Pattern PART = Pattern.compile("\\w+|\\[\\d+]");

    private final HttpResponse<String> response;

    private JsonPath json;

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

    private JsonPath json() {
        var read = json;
        if (read == null) {
            read = JsonPath.from(response.body());
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
            return (T) json().get(path);
        }
        Object at = json().get("$");
        for (var part : PART.matcher(path).results().toList()) {
            at = step(at, part.group());
        }
        return (T) at;
    }

    private static Object step(Object at, String part) {
        if (part.startsWith("[")) {
            var index = Integer.parseInt(part.substring(1, part.length() - 1));
            return at instanceof List<?> list && index < list.size() ? list.get(index) : null;
        }
        return switch (at) {
            case Map<?, ?> map -> map.get(part);
            case Collection<?> all ->
                all.stream().filter(Objects::nonNull).map(it -> step(it, part)).toList();
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
