#!/bin/sh
# Changes an enabled plugin through Kong's Admin API.
set -eu
self=${0##*/}
directory=$(dirname -- "$0")
# shellcheck source-path=SCRIPTDIR source=lib/admin.sh
. "$directory/lib/admin.sh"

usage() {
    cat <<END
Usage: $self PLUGIN SCOPE FIELD=VALUE ...
Changes the given fields of an enabled plugin and leaves the others. Examples:
  $self hello route/orders config.message=hey
  $self hello route/orders enabled=false

$scopes

$environment
END
}

help_if_asked "$@"
[ $# -ge 3 ] || wrong_usage
name=$1
where=$2
scope "$where"
shift 2
check_fields "$@"
id=$(plugin_id "$name") || exit
for field; do
    shift
    set -- "$@" --data-urlencode "$field"
done
admin PATCH "/plugins/$id" "$@" >/dev/null
echo "changed $name on $where: $id"
