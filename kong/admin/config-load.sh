#!/bin/sh
# Loads a declarative file into a Kong without a database.
set -eu
self=${0##*/}
directory=$(dirname -- "$0")
# shellcheck source-path=SCRIPTDIR source=lib/admin.sh
. "$directory/lib/admin.sh"

usage() {
    cat <<END
Usage: $self FILE
Loads a declarative file, like kong.yml, into a Kong without a database. The file replaces the whole configuration: to enable,
change or disable a plugin, change the file and load it. Kong forgets it at its end, and reads declarative_config at its start.

$environment
END
}

help_if_asked "$@"
[ $# -eq 1 ] || wrong_usage
[ -r "$1" ] || fail 2 "cannot read $1"
admin POST /config -F "config=@$1" >/dev/null
echo "loaded $1"
