#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# atftp: blksize, tsize, timeout and windowsize (RFC 7440), each alone and together.
. "${top_srcdir:?}/tests/clients/lib.sh"
need atftp atftp
enter "$@"
make_files
start_bench all
client_address

try() {
	for file in $FILES; do
		in_client timeout 60 atftp "$@" --get --remote-file "$file" \
			--local-file "$work/client/$file" $SERVER 69 >"$work/client.log" 2>&1 || {
			cat "$work/client.log"
			fail "atftp $*: $file"
		}
		same "$file"
	done
}

try
try --option "blksize 1428"
try --option "tsize 0"
try --option "timeout 3"
try --option "windowsize 8"
try --option "blksize 1024" --option "tsize 0" --option "timeout 3" --option "windowsize 16"

in_client timeout 10 atftp --get --remote-file none.bin --local-file "$work/client/none" \
	$SERVER 69 >"$work/client.log" 2>&1
status=$?
[ $status -ne 0 ] && [ $status -ne 124 ] || fail "a missing file: atftp ends with $status"
grep -qi 'not found' "$work/client.log" || fail "a missing file: atftp says: $(cat "$work/client.log")"

before=$(library_sum)
in_client timeout 10 atftp --put --local-file "$work/firmware/small.bin" --remote-file new.bin \
	$SERVER 69 >"$work/client.log" 2>&1
status=$?
[ $status -ne 0 ] && [ $status -ne 124 ] || fail "a put: atftp ends with $status"
library_unchanged "$before" || fail "a put changed the library"
pass
