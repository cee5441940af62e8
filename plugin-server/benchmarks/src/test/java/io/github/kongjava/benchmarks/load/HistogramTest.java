package io.github.kongjava.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    void one_without_times_has_only_zeros() {
        assertThat(histogram.count()).isZero();
        assertThat(histogram.mean()).isZero();
        assertThat(histogram.percentile(0.99)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000, 48_731, 1_000_000, 60_000_000_000L, Long.MAX_VALUE})
    void a_time_is_found_again_within_its_precision(long nanos) {
        histogram.record(nanos);
        assertThat((double) histogram.percentile(1)).isCloseTo((double) nanos, within(nanos * 0.016));
    }

    @Test
    void percentiles_are_those_of_all_times() {
        for (int i = 1; i <= 10_000; i++) {
            histogram.record(i);
        }
        assertThat(histogram.count()).isEqualTo(10_000);
        assertThat(histogram.mean()).isEqualTo(5_000.5);
        assertThat((double) histogram.percentile(0.5)).isCloseTo(5_000, within(80.0));
        assertThat((double) histogram.percentile(0.99)).isCloseTo(9_900, within(160.0));
    }

    @Test
    void times_of_several_threads_come_together() {
        Histogram other = new Histogram();
        histogram.record(10);
        other.record(20);
        other.record(30);
        histogram.add(other);
        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.mean()).isEqualTo(20);
        assertThat(histogram.percentile(0.5)).isEqualTo(20);
    }

    @Test
    void a_clock_that_goes_backwards_counts_as_zero() {
        histogram.record(-5);
        assertThat(histogram.mean()).isZero();
    }

    @Test
    void a_part_is_above_0_and_at_most_1() {
        assertThatIllegalArgumentException().isThrownBy(() -> histogram.percentile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> histogram.percentile(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> histogram.percentile(Double.NaN));
    }

    @Test
    void figures_are_per_event_and_per_round_trip() {
        histogram.record(1_000);
        histogram.record(3_000);
        histogram.record(3_000);
        Load.Played played = new Load.Played(2, histogram, 6_000);
        Measurement measurement = new Measurement(played, Optional.of(12_000L), Optional.empty(), Optional.empty());
        assertThat(measurement.microsPerRoundTrip()).isEqualTo(2);
        assertThat(measurement.cpuMicrosPerEvent()).contains(6.0);
        assertThat(measurement.cpuMicrosPerRoundTrip()).contains(4.0);
        assertThat(measurement.eventsPerSecond()).isCloseTo(333_333, within(1.0));
    }

    @Test
    void the_ratio_is_the_median_of_the_turns() {
        Load.Played played = new Load.Played(1, histogram, 1);
        Measurement any = new Measurement(played, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(new Trial.Outcome(any, any, List.of(9.0, 1.0, 1.5)).ratio()).isEqualTo(1.5);
        assertThat(new Trial.Outcome(any, any, List.of(9.0, 1.0, 1.5, 2.5)).ratio())
                .isEqualTo(2.0);
    }
}
