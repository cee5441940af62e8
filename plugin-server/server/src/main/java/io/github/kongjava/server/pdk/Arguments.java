package io.github.kongjava.server.pdk;

import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import org.jspecify.annotations.Nullable;

/** Checks arguments, whose faults would throw in Kong, and turns them into what is sent. */
final class Arguments {

    /** The largest number that Lua's doubles hold without rounding, positive or negative. */
    static final long MAX_WHOLE = 1L << 53;

    private Arguments() {}

    static Value.Text text(PdkFunction function, String name, @Nullable String text) {
        if (text == null) {
            throw illegal(function, name, "is null");
        }
        return Value.text(text);
    }

    static Value.Text bytes(PdkFunction function, String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            throw illegal(function, name, "is null");
        }
        return new Value.Text(bytes.clone());
    }

    static Value.Whole within(PdkFunction function, String name, long number, long min, long max) {
        if (number < min || number > max) {
            throw illegal(function, name, "is " + number + ", not from " + min + " to " + max);
        }
        return new Value.Whole(number);
    }

    /** How many headers or arguments Kong gives at most. */
    static Value.Whole max(PdkFunction function, int max) {
        return within(function, "max", max, 1, 1000);
    }

    /** A text without control characters, which could end a line of HTTP or of a log. */
    static Value.Text printable(PdkFunction function, String name, @Nullable String text) {
        Value.Text value = text(function, name, text);
        printable(function, name, value.bytes());
        return value;
    }

    static void printable(PdkFunction function, String name, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if ((b >= 0 && b < 0x20 && b != '\t') || b == 0x7f) {
                throw illegal(function, name, "has the control character " + b + " at position " + i);
            }
        }
    }

    static IllegalArgumentException illegal(PdkFunction function, String name, String fault) {
        return new IllegalArgumentException(function.path() + ": " + name + " " + fault);
    }
}
