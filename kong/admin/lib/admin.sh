# Functions of the scripts above, which name themselves in $self and their place in $directory. Not to be run.
# shellcheck shell=sh disable=SC2154,SC2034 # what is set there is used here, and the other way round

ADMIN_URL=${ADMIN_URL:-http://127.0.0.1:8001}

environment='Environment:
  ADMIN_URL  the Admin API; http://127.0.0.1:8001 if not set
  What else curl needs (a token in a header, a CA) goes into ~/.curlrc.
Exit code: 0 done, 1 Kong refused, 2 wrong usage, 3 no answer from the Admin API.'

scopes='SCOPE: global, route/NAME, service/NAME or consumer/NAME (or an id in the place of NAME)
FIELD: as in the Admin API: config.message=hi, enabled=false, protocols[]=https'

fail() {
    code=$1
    shift
    printf '%s\n' "$self: $*" >&2
    exit "$code"
}

wrong_usage() {
    usage >&2
    exit 2
}

help_if_asked() {
    case ${1:-} in
        -h | --help)
            usage
            exit 0
            ;;
    esac
}

# The JSON text on standard input as lines of a path and a scalar.
flatten() {
    awk -f "$directory/lib/json.awk"
}

# One string of a JSON text, by its path; nothing if it is not there.
text_at() {
    flatten | sed -n "s/^$1	\"\\(.*\\)\"\$/\\1/p" | sed 's/\\n/ /g; s/\\t/ /g; s/\\\(.\)/\1/g'
}

# Every byte of a name as %XX.
encode() {
    printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | tr ' ' '%'
}

# admin METHOD PATH [options of curl]: the body of Kong's answer. Anything but a 2xx ends the script.
admin() {
    method=$1
    path=$2
    shift 2
    answer=$(curl -sS -X "$method" -w '\n%{http_code}' "$@" "$ADMIN_URL$path") ||
        fail 3 "no answer from $ADMIN_URL: is Kong running, with admin_listen there? ADMIN_URL names another address"
    status=${answer##*
}
    body=${answer%
*}
    case $status in
        2??) printf '%s\n' "$body" ;;
        *) refused ;;
    esac
}

refused() {
    message=$(printf '%s\n' "$body" | text_at '\.message')
    case $status in
        405) hint="; this Kong has no database: change the declarative file and load it with config-load.sh" ;;
        409) hint="; it is enabled there already: change.sh changes it" ;;
        *) hint= ;;
    esac
    fail 1 "Kong answered $status: ${message:-$body}$hint"
}

# Sets $plugins to the path of the scope's plugins in the Admin API, $only to the entity of the scope.
scope() {
    case $1 in
        global)
            only=
            plugins=/plugins
            ;;
        route/?* | service/?* | consumer/?*)
            only=${1%%/*}
            plugins=/${only}s/$(encode "${1#*/}")/plugins
            ;;
        *) wrong_usage ;;
    esac
}

# plugin_id NAME: the id of that plugin in exactly the scope that was set; a plugin of a route and a consumer is neither's.
plugin_id() {
    offset=
    while :; do
        page=$(admin GET "$plugins?size=1000${offset:+&offset=$(encode "$offset")}") || exit
        id=$(printf '%s\n' "$page" | flatten | awk -F '\t' -v name="\"$1\"" -v only="$only" '
            $1 ~ /^\.data\.[0-9]+\./ {
                split($1, part, ".")
                value[part[3], part[4]] = $2
                if ((part[4] == "route" || part[4] == "service" || part[4] == "consumer") && part[5] == "id" && part[4] != only)
                    narrower[part[3]] = 1
                if (part[4] == "id") order[++count] = part[3]
            }
            END {
                for (i = 1; i <= count; i++)
                    if (value[order[i], "name"] == name && !(order[i] in narrower)) {
                        gsub(/"/, "", value[order[i], "id"])
                        print value[order[i], "id"]
                        exit
                    }
            }')
        offset=$(printf '%s\n' "$page" | text_at '\.offset')
        if [ -n "$id" ] || [ -z "$offset" ]; then
            break
        fi
    done
    [ -n "$id" ] || fail 1 "the plugin $1 is not enabled there; if it is for a route and a consumer together, use its id in the Admin API"
    printf '%s\n' "$id"
}

# Ends the script unless each argument is FIELD=VALUE.
check_fields() {
    for field; do
        case $field in
            ?*=*) ;;
            *) fail 2 "\"$field\" is not FIELD=VALUE, like config.message=hi" ;;
        esac
    done
}
