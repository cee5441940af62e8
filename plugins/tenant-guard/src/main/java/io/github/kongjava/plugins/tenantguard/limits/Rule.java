package io.github.kongjava.plugins.tenantguard.limits;

import io.github.kongjava.plugins.tenantguard.config.Limit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A limit without its name: what is counted belongs to it, so that a name may change.
 *
 * @param kind how it is counted
 * @param requests how many
 * @param windowMillis in which time; 0 for quotas
 */
public record Rule(Limit.Kind kind, long requests, long windowMillis) {

    /** That of a limit. */
    public static Rule of(Limit limit) {
        boolean windowed = limit.kind() == Limit.Kind.TOKEN_BUCKET || limit.kind() == Limit.Kind.SLIDING_WINDOW;
        return new Rule(
                limit.kind(), limit.requests(), windowed ? limit.window().toMillis() : 0);
    }

    /** Whether it counts until a day or month is over, rather than looking back. */
    boolean isQuota() {
        return kind == Limit.Kind.DAY || kind == Limit.Kind.MONTH;
    }

    /** A part of it, at least one request. */
    public Rule share(int percent) {
        return new Rule(kind, Math.max(1, requests * percent / 100), windowMillis);
    }

    /** When the quota or window of a time began, by the calendar of UTC. */
    long beginning(long millis) {
        ZonedDateTime day = day(millis);
        return switch (kind) {
            case DAY -> millis(day);
            case MONTH -> millis(day.withDayOfMonth(1));
            default -> millis - Math.floorMod(millis, windowMillis);
        };
    }

    /** When the one after it begins. */
    long end(long millis) {
        return switch (kind) {
            case DAY -> millis(day(millis).plusDays(1));
            case MONTH -> millis(day(millis).withDayOfMonth(1).plusMonths(1));
            default -> beginning(millis) + windowMillis;
        };
    }

    private static ZonedDateTime day(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
    }

    private static long millis(ZonedDateTime time) {
        return time.toInstant().toEpochMilli();
    }
}
