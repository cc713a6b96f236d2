#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
#
# library.sh -- a library of 500 loads in 6,000 sparse files: how long a start takes,
# how long a change holds the loop up, how much memory the index needs.
#
# usage, as root, from the build folder: [LOADS=500] [ROUNDS=5] tests/bench/library.sh
# Cold: the caches of the kernel are dropped first, where this is allowed.
set -eu

build=$(cd "${top_builddir:-.}" && pwd)
loads=${LOADS:-500}
rounds=${ROUNDS:-5}
: "${NETRECOVER_PLUGIN_PATH:=$build/plugins/.libs:$build/plugins/models/.libs}"
export NETRECOVER_PLUGIN_PATH
dir=$(mktemp -d "${TMPDIR:-/tmp}/library-XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM HUP

"$build/tests/bench/libraryload" make "$dir/firmware" "$loads"
"$build/tests/bench/libraryload" cold "$dir/firmware"
i=0
while [ "$i" -lt "$rounds" ]; do
	"$build/tests/bench/libraryload" warm "$dir/firmware"
	i=$((i + 1))
done
"$build/tests/bench/libraryload" change "$dir/firmware"
