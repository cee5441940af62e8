package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.BodyOverLimitException;
import io.github.kongjava.pdk.BodyUnavailableException;
import io.github.kongjava.pdk.Request;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A request's body: in Kong's answer or, in ProtoBuf, in a file that nginx wrote. */
final class RequestBody {

    private static final PdkFunction FUNCTION = PdkFunction.REQUEST_GET_RAW_BODY;

    private final Calls calls;
    private final long maxBytes;

    RequestBody(Calls calls, long maxBytes) {
        this.calls = calls;
        this.maxBytes = Arguments.within(FUNCTION, "maxBytes", maxBytes, 0, Integer.MAX_VALUE - 8)
                .value();
    }

    byte[] bytes() {
        if (calls.inProtoBuf()) {
            return inProtoBuf(calls.answer(FUNCTION));
        }
        calls.allow(FUNCTION);
        if (maxBytes < Request.DEFAULT_BODY_LIMIT) {
            checkAnnounced();
        }
        // A limit of Kong's own makes Kong throw where it is passed, and so does none at all: 0 is "any size".
        return text(calls.answer(FUNCTION, new Value.Whole(0)));
    }

    /** Spares Kong sending a body that will be refused; one sent in chunks announces nothing. */
    private void checkAnnounced() {
        PdkFunction function = PdkFunction.REQUEST_GET_HEADER;
        calls.optionalText(function, Value.text("content-length"))
                .filter(length -> length.matches("\\d{1,18}"))
                .ifPresent(length -> checkSize(Long.parseLong(length)));
    }

    private byte[] inProtoBuf(Value answer) {
        if (answer instanceof Value.Text) {
            return text(answer);
        }
        Fields result = Fields.of(FUNCTION, answer);
        if (result.value("body_filepath") instanceof Value.Text path) {
            return file(path.string());
        }
        result.optionalText("error").ifPresent(error -> {
            throw new BodyUnavailableException(FUNCTION.path() + ": Kong says \"" + error + "\"");
        });
        return text(result.value("content"));
    }

    private byte[] text(Value content) {
        byte[] bytes = Replies.octets(FUNCTION, content).orElse(new byte[0]);
        checkSize(bytes.length);
        return bytes;
    }

    private byte[] file(String name) {
        try {
            Path path = Path.of(name);
            checkSize(Files.size(path));
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes((int) maxBytes + 1);
                checkSize(bytes.length);
                return bytes;
            }
        } catch (IOException | InvalidPathException e) {
            throw new BodyUnavailableException(
                    FUNCTION.path() + ": Kong keeps the body in " + name + ", which cannot be read here (" + e
                            + "); run the plugin server on Kong's host as Kong's user, raise client_body_buffer_size, or"
                            + " use MsgPack",
                    e);
        }
    }

    private void checkSize(long bytes) {
        if (bytes > maxBytes) {
            throw new BodyOverLimitException(
                    FUNCTION.path() + ": the body has " + bytes + " bytes, over the limit of " + maxBytes);
        }
    }
}
