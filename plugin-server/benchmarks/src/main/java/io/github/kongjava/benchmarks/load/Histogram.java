package io.github.kongjava.benchmarks.load;

/**
 * Times in nanoseconds, counted in buckets: exact below 64 ns, from there on 64 buckets for each doubling, so that a
 * percentile is within 1.6 % of the true value. Recording allocates nothing. Not safe for use by several threads at once:
 * each thread has one of its own, and {@link #add(Histogram)} brings them together.
 */
public final class Histogram {

    private static final int PRECISION_BITS = 6;
    private static final int PER_DOUBLING = 1 << PRECISION_BITS;

    private final long[] buckets = new long[(Long.SIZE - PRECISION_BITS) * PER_DOUBLING];
    private long count;
    private long sum;

    /** Counts a time; a negative one counts as 0. */
    public void record(long nanos) {
        long time = Math.max(0, nanos);
        buckets[bucket(time)]++;
        count++;
        sum += time;
    }

    /** Counts all that the other one has counted. */
    public void add(Histogram other) {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] += other.buckets[i];
        }
        count += other.count;
        sum += other.sum;
    }

    /** How many times were recorded. */
    public long count() {
        return count;
    }

    /** Their mean in nanoseconds; 0 if there are none. */
    public double mean() {
        return count == 0 ? 0 : (double) sum / count;
    }

    /**
     * The time in nanoseconds that the given part of all times does not exceed; 0 if there are none.
     *
     * @param part above 0 and up to 1; 0.99 for the 99th percentile
     */
    public long percentile(double part) {
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException("the part must be above 0 and at most 1, was " + part);
        }
        long wanted = (long) Math.ceil(part * count);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= wanted && seen > 0) {
                return middle(i);
            }
        }
        return 0;
    }

    private static int bucket(long time) {
        if (time < PER_DOUBLING) {
            return (int) time;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(time) - PRECISION_BITS;
        return (shift + 1) * PER_DOUBLING + (int) (time >>> shift) - PER_DOUBLING;
    }

    private static long middle(int bucket) {
        if (bucket < PER_DOUBLING) {
            return bucket;
        }
        int shift = bucket / PER_DOUBLING - 1;
        long begin = (long) (bucket % PER_DOUBLING + PER_DOUBLING) << shift;
        return begin + (1L << shift) / 2;
    }
}
