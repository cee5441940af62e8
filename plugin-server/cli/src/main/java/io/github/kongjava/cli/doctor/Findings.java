package io.github.kongjava.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/** Collects the results of a check; what nobody objected to is well. */
final class Findings {

    private final List<Result> results = new ArrayList<>();

    void ok(String message) {
        results.add(new Result.Ok(message));
    }

    void warn(String message, String remedy) {
        results.add(new Result.Warn(message, remedy));
    }

    void fail(String message, String remedy) {
        results.add(new Result.Fail(message, remedy));
    }

    /** All of them, or that all is well. */
    List<Result> orOk(String message) {
        return results.isEmpty() ? List.of(new Result.Ok(message)) : List.copyOf(results);
    }

    List<Result> list() {
        return List.copyOf(results);
    }
}
