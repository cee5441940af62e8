package io.github.kongjava.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What makes two servers the same, whichever launcher started them: command line, environment, working directory, Java's
 * version, and the distribution's jars. Plugins do not belong to it: a running server looks at them again.
 */
final class ServerIdentity {

    private ServerIdentity() {}

    /**
     * The identity of this process, as a hash; nothing of the environment can be read from it.
     *
     * @throws IOException if the command line or the distribution cannot be read
     */
    static String ofThisProcess() throws IOException {
        String words = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
        List<String> parts = new ArrayList<>();
        for (String word : words.split("\0", -1)) {
            if (!word.startsWith("-D" + Launcher.PROPERTY + "=")) {
                parts.add(word);
            }
        }
        parts.add(new TreeMap<>(System.getenv()).toString());
        parts.add(System.getProperty("user.dir", ""));
        parts.add(Runtime.version().toString());
        parts.addAll(jars(Home.libraries()));
        return hash(String.join("\0", parts));
    }

    private static List<String> jars(Path directory) throws IOException {
        List<String> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                jars.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        jars.sort(null);
        return jars;
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
