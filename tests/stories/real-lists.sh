#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Loads as people have them on disk, which are not in this tree: NETRECOVER_LISTS names
# folders, with a colon between them, each of which holds one whole load.
[ -n "${NETRECOVER_LISTS-}" ] || {
	echo "real-lists: skipped: NETRECOVER_LISTS names no folders of loads"
	exit 77
}
. "$(dirname "$0")/lib.sh"

write_ini </dev/null
seen=0
while read -r folder; do
	rm -rf firmware
	mkdir firmware
	"$netrecover" -c bench.ini import "$folder" >import.log 2>&1 || fail "$folder: $(cat import.log)"
	"$netrecover" -c bench.ini library >library.out 2>&1 || fail "$folder: $(cat library.out)"
	has ' whole ' library.out || fail "$folder: $(cat library.out)"
	seen=$((seen + 1))
done <<END
$(echo "$NETRECOVER_LISTS" | tr ':' '\n')
END
say "$seen whole loads"
