package io.github.kongjava.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A recorded conversation, all its connections in the order of time. */
record Recording(List<Line> lines) {

    private static final Path SESSIONS = Path.of("../server/src/test/resources/vectors/kong-3.9.3/sessions");
    private static final String SUFFIX = ".jsonl";

    /** One message, or the beginning or the end of a connection. */
    record Line(int connection, String direction, byte[] bytes) {
        boolean fromKong() {
            return direction.equals("kong>server");
        }

        boolean fromServer() {
            return direction.equals("server>kong");
        }

        boolean serverCloses() {
            return direction.equals("server closes");
        }
    }

    /** The names of all recorded sessions, with their protocol. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(SESSIONS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    static Recording read(String name) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(SESSIONS.resolve(name + SUFFIX))) {
            JsonNode json = new ObjectMapper().readTree(text);
            byte[] bytes = HexFormat.of().parseHex(json.path("hex").asText());
            lines.add(new Line(json.get("conn").asInt(), json.get("dir").asText(), bytes));
        }
        return new Recording(lines);
    }

    /** What follows on the line's connection. */
    List<Line> following(int index) {
        int connection = lines.get(index).connection();
        return lines.subList(index + 1, lines.size()).stream()
                .filter(line -> line.connection() == connection)
                .toList();
    }

    Optional<Line> next(int index) {
        return following(index).stream().findFirst();
    }
}
