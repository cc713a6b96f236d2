#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# busybox tftp, the client of many boot loaders' friends: blksize and tsize.
. "${top_srcdir:?}/tests/clients/lib.sh"
need busybox busybox
busybox --list | grep -qx tftp || skip "this busybox has no tftp"
enter "$@"
make_files
start_bench all
client_address

for options in "" "-b 1428" "-b 64"; do
	for file in $FILES; do
		# shellcheck disable=SC2086
		in_client timeout 60 busybox tftp $options -g -r "$file" -l "$work/client/$file" $SERVER \
			>"$work/client.log" 2>&1 || fail "tftp $options: $file: $(cat "$work/client.log")"
		same "$file"
	done
done
in_client timeout 10 busybox tftp -g -r none.bin -l "$work/client/none" $SERVER >"$work/client.log" 2>&1
status=$?
[ $status -ne 0 ] && [ $status -ne 124 ] || fail "a missing file: tftp ends with $status"
grep -qi 'not found' "$work/client.log" || fail "a missing file: tftp says: $(cat "$work/client.log")"
pass
