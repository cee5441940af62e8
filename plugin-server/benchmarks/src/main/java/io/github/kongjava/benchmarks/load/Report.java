package io.github.kongjava.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An outcome for people, and for programs. */
public final class Report {

    /** One line: a figure of the load and of the floor, as far as they are known. */
    private record Line(String name, String unit, Optional<Double> load, Optional<Double> floor) {

        Optional<Double> ratio() {
            return load.flatMap(mine -> floor.filter(other -> other > 0).map(other -> mine / other));
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final Trial.Outcome outcome;

    /** Of an outcome. */
    public Report(Trial.Outcome outcome) {
        this.outcome = outcome;
        Measurement load = outcome.load();
        Measurement floor = outcome.floor();
        lines.add(new Line("events", "1/s", Optional.of(load.eventsPerSecond()), Optional.of(floor.eventsPerSecond())));
        lines.add(new Line(
                "round trip, elapsed",
                "us",
                Optional.of(load.microsPerRoundTrip()),
                Optional.of(floor.microsPerRoundTrip())));
        percentile("round trip, p50", 0.5);
        percentile("round trip, p99", 0.99);
        lines.add(new Line("server CPU an event", "us", load.cpuMicrosPerEvent(), floor.cpuMicrosPerEvent()));
        lines.add(
                new Line("server CPU a round trip", "us", load.cpuMicrosPerRoundTrip(), floor.cpuMicrosPerRoundTrip()));
        lines.add(new Line("server memory (RSS)", "MiB", mebibytes(load), mebibytes(floor)));
        lines.add(new Line("time to ready", "ms", millis(load), millis(floor)));
    }

    private void percentile(String name, double part) {
        lines.add(new Line(
                name,
                "us",
                Optional.of(outcome.load().percentileMicros(part)),
                Optional.of(outcome.floor().percentileMicros(part))));
    }

    private static Optional<Double> mebibytes(Measurement measurement) {
        return measurement.process().map(process -> process.rssKib() / 1024.0);
    }

    private static Optional<Double> millis(Measurement measurement) {
        return measurement.readyNanos().map(nanos -> nanos / 1e6);
    }

    /** A table: each figure, the floor's, and the ratio of both. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, "%-30s %12s %12s %8s%n", "", "server", "echo (floor)", "ratio"));
        for (Line line : lines) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-30s %12s %12s %8s%n",
                    line.name() + " [" + line.unit() + "]",
                    shown(line.load(), "%.1f"),
                    shown(line.floor(), "%.1f"),
                    shown(line.ratio(), "%.2f")));
        }
        return table.append(String.format(
                        Locale.ROOT,
                        "%nmedian of the %d turns' ratios of elapsed time a round trip: %.2f%n",
                        outcome.ratios().size(),
                        outcome.ratio()))
                .toString();
    }

    private static String shown(Optional<Double> figure, String format) {
        return figure.map(value -> String.format(Locale.ROOT, format, value)).orElse("-");
    }

    /** A JSON document with the same. */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        for (Line line : lines) {
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("unit", line.unit());
            line.load().ifPresent(value -> figure.put("server", value));
            line.floor().ifPresent(value -> figure.put("floor", value));
            line.ratio().ifPresent(value -> figure.put("ratio", value));
            document.put(line.name(), figure);
        }
        document.put("ratios of the turns", outcome.ratios());
        document.put("median ratio", outcome.ratio());
        try {
            return new ObjectMapper().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts cannot be written as JSON", e);
        }
    }
}
