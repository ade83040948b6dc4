package dev.switchover.resilience.node.driver;

import java.util.List;
import java.util.regex.Pattern;

/** Makes what a node wrote fit to be stored and shown: bounded, without control characters, secrets masked. */
final class Printable {

    /** In characters. */
    static final int LONGEST = 8 * 1024;

    private static final String MASK = "***";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL);
    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:password|passwd|secret|token|api[_-]?key)\"?\\s*[=:]\\s*)(\"[^\"\\n]*\"|\\S+)");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b(bearer|basic)\\s+\\S+");
    private static final Pattern IN_URL = Pattern.compile("(://[^\\s:/@]+:)[^\\s/@]+@");

    private Printable() {}

    static String of(String raw, List<String> secrets) {
        var text = raw.replace("\r\n", "\n");
        for (var secret : secrets) {
            text = secret.isBlank() ? text : text.replace(secret, MASK);
        }
        text = PRIVATE_KEY.matcher(text).replaceAll(MASK);
        text = AUTHORIZATION.matcher(text).replaceAll("$1 " + MASK);
        text = NAMED.matcher(text).replaceAll("$1" + MASK);
        text = IN_URL.matcher(text).replaceAll("$1" + MASK + "@");
        return cut(CONTROL.matcher(text).replaceAll("\uFFFD").strip());
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "\n… cut";
    }
}
