#!/usr/bin/env bash
# What the distribution's own Java and its class-data archive are good for: size, time of a query, time from start to
# listening, resident memory after start; beside `java -jar` with the Java of this machine. Linux.
#   start.sh [DISTRIBUTION [RUNS]]
# Both ways take turns, so that what else the machine does meets both. Medians; needs JAVA_HOME or java in the PATH.
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "${1:-$here/../cli/target/kong-java}" && pwd)
runs=${2:-15}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

own() { # with an empty environment, as Kong starts it
    exec env -i "$home/bin/kong-java" "$@"
}
jar() {
    exec "$java" -Dkong-java.home="$home" -jar "$home/lib/kong-java.jar" "$@"
}

now() { # in microseconds
    echo "${EPOCHREALTIME/./}"
}

query() { # way
    local start
    start=$(now)
    ("$1" dump hello) >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
    [[ -s $work/out ]]
    echo $((($(now) - start) / 1000)) >>"$work/$1.query"
}

listen() { # way
    local start pid
    rm -f "$work/s"
    start=$(now)
    ("$1" serve --no-watch-parent --socket "$work/s") >"$work/out" 2>&1 &
    pid=$!
    until [[ -S $work/s ]]; do
        kill -0 "$pid" || { cat "$work/out" >&2; exit 1; }
        sleep 0.002
    done
    echo $((($(now) - start) / 1000)) >>"$work/$1.listen"
    sleep 1 # what still starts in the background counts as well
    awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status" >>"$work/$1.rss"
    kill "$pid"
    wait "$pid" || true
}

median() {
    sort -n "$work/$1" | sed -n "$(((runs + 1) / 2))p"
}

megabytes() {
    echo $(($(du -sk --apparent-size "$@" | awk '{ sum += $1 } END { print sum }') / 1024))
}

for ((run = 0; run < runs; run++)); do
    for way in own jar; do
        query $way
        listen $way
    done
done

plugins=("$home/plugins/"*)
echo "median of $runs, $("$java" -version 2>&1 | head -1), $(nproc) cores, ${#plugins[@]} plugins"
echo '| | the distribution | java -jar |'
echo '|---|---|---|'
printf '| unpacked | %d MB | %d MB, and a JRE |\n' "$(megabytes "$home")" "$(megabytes "$home/bin" "$home/lib" "$home/plugins")"
printf '| a query | %d ms | %d ms |\n' "$(median own.query)" "$(median jar.query)"
printf '| start to listening | %d ms | %d ms |\n' "$(median own.listen)" "$(median jar.listen)"
printf '| resident after start | %d MiB | %d MiB |\n' "$(median own.rss)" "$(median jar.rss)"
