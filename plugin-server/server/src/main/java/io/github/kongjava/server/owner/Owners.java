package io.github.kongjava.server.owner;

import io.github.kongjava.server.event.Adoption;
import io.github.kongjava.server.transport.Lifeline;
import io.github.kongjava.server.transport.Peer;
import io.github.kongjava.server.transport.StandardStreams;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The owners of this server. Kong kills the launcher of a reload's old workers after it has started the new workers' one, so
 * for a while there are two; after a crash there is none. As long as Kong's master lives the server waits for the next one.
 * Thread safe.
 */
public final class Owners {

    /** What becomes of the server. */
    public enum Fate {
        /** It serves on. */
        STAY,
        /** Nobody needs it any longer: it ends in an orderly way. */
        END,
        /** Kong is gone, and with it everybody who could be answered. */
        END_AT_ONCE
    }

    private static final Logger LOG = System.getLogger("io.github.kongjava");

    private final ProcessState master;
    private final String identity;
    private final Duration grace;
    private final Lifeline lifeline;
    private final List<Owner> living = new ArrayList<>();
    private final List<Owner> heard = new ArrayList<>(); // of the living, those whose worker takes the log
    private long lostAt;
    private boolean ending;

    /**
     * With the owner that started the server.
     *
     * @param identity what a server must have in common with this one to be the same
     * @param grace how long the server waits at least for its next owner
     * @throws IOException if there are no more file descriptors
     */
    public Owners(Owner first, String identity, Duration grace) throws IOException {
        this.master = first.master();
        this.identity = identity;
        this.grace = grace;
        this.lifeline = Lifeline.open();
        living.add(first);
        heard.add(first);
    }

    /** What the first launcher needs to know: this process, and what it watches for its end. */
    public Adoption.Agreed agreed() {
        return new Adoption.Agreed(ProcessHandle.current().pid(), lifeline.readEnd());
    }

    /**
     * Takes on another owner, if the peer may ask and would be the same server; from then on standard output and standard
     * error go where the peer's go.
     *
     * @return why not, or nothing if the owner was taken on
     */
    public synchronized Optional<String> adopt(Peer peer, String other, Owner owner) {
        Optional<String> refusal = refusal(peer, other, owner);
        if (refusal.isEmpty()) {
            living.add(owner);
            heard.add(owner);
            follow(owner);
            LOG.log(
                    Level.INFO,
                    "goes on under launcher " + owner.launcher().pid() + " of Kong's worker "
                            + owner.worker().pid());
        }
        return refusal;
    }

    private Optional<String> refusal(Peer peer, String other, Owner owner) {
        if (ending) {
            return Optional.of("it is ending");
        }
        if (!isSameUser(peer.uid()) || !isSameUser(owner)) {
            return Optional.of("it runs as another user");
        }
        if (!identity.equals(other)) {
            return Optional.of("it was started with other options, another version, Java or environment");
        }
        if (!owner.master().equals(master)) {
            return Optional.of("it was started by another Kong");
        }
        return owner.isAlive() ? Optional.empty() : Optional.of("the launcher is gone");
    }

    private static boolean isSameUser(Owner owner) {
        try {
            return isSameUser(ProcessState.user(owner.launcher().pid()));
        } catch (IOException e) {
            return false; // it is gone
        }
    }

    private static boolean isSameUser(long uid) {
        try {
            return ProcessState.user(ProcessHandle.current().pid()) == uid;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot see which user this server runs as: " + e.getMessage());
            return false;
        }
    }

    private static void follow(Owner owner) {
        try {
            StandardStreams.follow(owner.launcher().pid());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the log stays where it was: " + e.getMessage());
        }
    }

    /**
     * Looks who still lives; to be called a few times a second.
     *
     * @param used whether anybody is connected
     * @param succeeded whether another server has taken the socket's path over
     */
    public synchronized Fate look(boolean used, boolean succeeded) {
        listen(used);
        if (!living.isEmpty() && !succeeded) {
            lostAt = 0;
            return Fate.STAY;
        }
        if (living.isEmpty() && !master.isAlive()) {
            ending = true;
            return Fate.END_AT_ONCE;
        }
        long now = System.nanoTime();
        lostAt = lostAt == 0 ? now : lostAt;
        if (used || now - lostAt < grace.toNanos()) {
            return Fate.STAY;
        }
        ending = true;
        return Fate.END;
    }

    /** The log follows the last owner whose worker takes it; an owner that dies or leaves is heard no longer. */
    private void listen(boolean used) {
        Optional<Owner> before = last();
        forgetDead();
        silenceLeaving(used);
        Optional<Owner> now = last();
        if (now.equals(before)) {
            return;
        }
        now.ifPresentOrElse(Owners::follow, () -> fallSilent(before.orElseThrow()));
    }

    private void forgetDead() {
        living.removeIf(owner -> {
            boolean dead = !owner.isAlive();
            if (dead) {
                owner.endLauncher();
                heard.remove(owner);
            }
            return dead;
        });
    }

    /** Kong's worker ends at once when nothing holds its output open; with requests to answer it has to stay anyway. */
    private void silenceLeaving(boolean used) {
        for (Owner owner : List.copyOf(heard)) {
            boolean needed = used && last().filter(owner::equals).isPresent();
            if (!needed && owner.isLeaving()) {
                owner.silenceLauncher();
                heard.remove(owner);
            }
        }
    }

    /** Kong sees that its process is gone, and starts another, only when nobody holds that one's output open any longer. */
    private static void fallSilent(Owner lost) {
        String what = lost.isAlive()
                ? "Kong's worker " + lost.worker().pid() + " shuts down"
                : "has lost launcher " + lost.launcher().pid();
        LOG.log(Level.INFO, what + "; the log goes nowhere until the next launcher comes");
        try {
            StandardStreams.discard();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the log stays where it was: " + e.getMessage());
        }
    }

    /** Whose output the log goes to. */
    private Optional<Owner> last() {
        return heard.isEmpty() ? Optional.empty() : Optional.of(heard.get(heard.size() - 1));
    }
}
