#!/bin/sh
# Enables a plugin through Kong's Admin API.
set -eu
self=${0##*/}
directory=$(dirname -- "$0")
# shellcheck source-path=SCRIPTDIR source=lib/admin.sh
. "$directory/lib/admin.sh"

usage() {
    cat <<END
Usage: $self PLUGIN SCOPE [FIELD=VALUE ...]
Enables a plugin. Example: $self hello route/orders config.message=hi

$scopes

$environment
END
}

help_if_asked "$@"
[ $# -ge 2 ] || wrong_usage
name=$1
where=$2
scope "$where"
shift 2
check_fields "$@"
for field; do
    shift
    set -- "$@" --data-urlencode "$field"
done
created=$(admin POST "$plugins" --data-urlencode "name=$name" "$@") || exit
echo "enabled $name on $where: $(printf '%s\n' "$created" | text_at '\.id')"
