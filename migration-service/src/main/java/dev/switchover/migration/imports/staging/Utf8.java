package dev.switchover.migration.imports.staging;

import dev.switchover.kit.problem.Rejection;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 or nothing: a guessed encoding would quietly change names. A byte order mark is passed over. */
final class Utf8 {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Utf8() {}

    static String decode(byte[] body) {
        int start = startsWithMark(body) ? MARK.length : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, start, body.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(rowOf(body, start));
        }
    }

    private static Rejection refused(int row) {
        return Rejection.invalid("not-utf-8", "Row %d is not UTF-8.".formatted(row))
                .with("row", row)
                .remedy("Save the file as UTF-8.");
    }

    private static boolean startsWithMark(byte[] body) {
        return body.length >= MARK.length && body[0] == MARK[0] && body[1] == MARK[1] && body[2] == MARK[2];
    }

    /** Decodes again, piece by piece, up to the first byte that is none of UTF-8's. */
    private static int rowOf(byte[] body, int start) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(body, start, body.length - start);
        var out = CharBuffer.allocate(8192);
        while (decoder.decode(in, out, true).isOverflow()) {
            out.clear();
        }
        int row = 1;
        for (int at = 0; at < in.position(); at++) {
            row += body[at] == '\n' ? 1 : 0;
        }
        return row;
    }
}
