package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.KongAnswerException;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Kong's answers as Java values; ProtoBuf's nil stands for "", 0 and false too. */
final class Replies {

    private Replies() {}

    static boolean bool(PdkFunction function, Value answer) {
        if (answer instanceof Value.Bool bool) {
            return bool.value();
        }
        if (answer instanceof Value.Nil) {
            return false;
        }
        throw unexpected(function, "a boolean", answer);
    }

    static String text(PdkFunction function, Value answer) {
        return octets(function, answer).map(Value::string).orElse("");
    }

    /** A text that is not empty. */
    static Optional<byte[]> octets(PdkFunction function, Value answer) {
        if (answer instanceof Value.Text text) {
            return text.bytes().length == 0 ? Optional.empty() : Optional.of(text.bytes());
        }
        if (answer instanceof Value.Nil) {
            return Optional.empty();
        }
        throw unexpected(function, "a text", answer);
    }

    static long whole(PdkFunction function, Value answer) {
        double number = number(function, answer);
        if (number != Math.rint(number) || Math.abs(number) > Arguments.MAX_WHOLE) {
            throw unexpected(function, "a number without fraction", answer);
        }
        return (long) number;
    }

    /** A number that an int can hold. */
    static int integer(PdkFunction function, Value answer) {
        long number = whole(function, answer);
        if (number != (int) number) {
            throw unexpected(function, "a number of at most 31 bits", answer);
        }
        return (int) number;
    }

    static double number(PdkFunction function, Value answer) {
        if (answer instanceof Value.Whole whole) {
            return (double) whole.value();
        }
        if (answer instanceof Value.Real real) {
            return real.value();
        }
        if (answer instanceof Value.Nil) {
            return 0;
        }
        throw unexpected(function, "a number", answer);
    }

    /** A time from a number of milliseconds, with or without fraction. */
    static Instant time(double milliseconds) {
        return Instant.ofEpochMilli(Math.round(milliseconds));
    }

    static KongAnswerException unexpected(PdkFunction function, String expected, Value answer) {
        return new KongAnswerException(function.path() + ": Kong answered "
                + answer.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ", not " + expected);
    }
}
