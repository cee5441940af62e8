#!/bin/sh
# Disables a plugin through Kong's Admin API.
set -eu
self=${0##*/}
directory=$(dirname -- "$0")
# shellcheck source-path=SCRIPTDIR source=lib/admin.sh
. "$directory/lib/admin.sh"

usage() {
    cat <<END
Usage: $self PLUGIN SCOPE
Disables a plugin and forgets its configuration; change.sh PLUGIN SCOPE enabled=false keeps it.
Example: $self hello route/orders

$scopes

$environment
END
}

help_if_asked "$@"
[ $# -eq 2 ] || wrong_usage
scope "$2"
id=$(plugin_id "$1") || exit
admin DELETE "/plugins/$id" >/dev/null
echo "disabled $1 on $2: $id"
