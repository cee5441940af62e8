package io.github.kongjava.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the user as which Kong's workers run may do what the server and its clients have to do. Workers of a master that
 * is not root run as the master does, so this counts for root alone.
 *
 * @param configured what nginx_user says
 * @param socket the socket's path
 * @param needed files and directories that the server reads
 * @param root the directory below which the system is
 */
public record UserCheck(Optional<String> configured, Path socket, List<Path> needed, Path root) implements Check {

    @Override
    public String name() {
        return "user";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        try {
            Optional<KongUser> user = user();
            if (user.isEmpty()) {
                findings.fail(
                        "nginx_user is " + configured.orElse("not set") + ", and there is no such user",
                        "set nginx_user to a user of this system");
                return findings.list();
            }
            look(user.get(), findings);
            return findings.orOk(
                    "the user " + user.get().name() + " may use the socket and read what the server needs");
        } catch (IOException | IllegalArgumentException e) {
            findings.warn("users and modes cannot be looked at: " + e, "run the doctor as root");
            return findings.list();
        }
    }

    private Optional<KongUser> user() throws IOException {
        if (configured.isPresent()) {
            return KongUser.find(configured.get().replaceFirst("\\s.*", ""), root);
        }
        Optional<KongUser> kong = KongUser.find("kong", root); // Kong's default, if there is such a user
        return kong.isPresent() ? kong : KongUser.find("nobody", root);
    }

    private void look(KongUser user, Findings findings) throws IOException {
        Path directory = socket.toAbsolutePath().normalize().getParent();
        if (directory != null && Files.isDirectory(directory)) {
            if (!user.mayReach(directory) || !user.may(directory, KongUser.WRITE | KongUser.ENTER)) {
                findings.fail(
                        "Kong's workers run as " + user.name()
                                + ", and a server that they start cannot make a socket in " + directory,
                        "chown " + user.name() + " " + directory + ", or set nginx_user");
            } else if (Files.exists(socket) && !user.may(socket, KongUser.READ | KongUser.WRITE)) {
                findings.fail(
                        "Kong's workers run as " + user.name() + " and cannot connect to " + socket,
                        "run the server as that user, or with --socket-mode 0660 and a common group");
            }
        }
        for (Path path : needed) {
            int what = Files.isDirectory(path) ? KongUser.READ | KongUser.ENTER : KongUser.READ;
            Path parent = path.toAbsolutePath().normalize().getParent();
            if (Files.exists(path) && !(user.may(path, what) && (parent == null || user.mayReach(parent)))) {
                findings.fail(
                        "Kong's workers run as " + user.name() + " and cannot read " + path,
                        "make it and the directories above it readable for that user");
            }
        }
    }
}
