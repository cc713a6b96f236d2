#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# curl: RFC 2347 options (tsize, blksize, timeout), and plain RFC 1350.
. "${top_srcdir:?}/tests/clients/lib.sh"
need curl curl
curl --version | grep -q '^Protocols:.* tftp' || skip "this curl has no TFTP"
enter "$@"
make_files
# More than 65535 blocks of 512 bytes: the block number goes round.
head -c 34000000 /dev/urandom >"$work/firmware/long.bin"
start_bench all
client_address

fetch() {
	in_client timeout 120 curl -s -S "$@" 2>"$work/client.log"
}

for options in "" "--tftp-no-options" "--tftp-blksize 1428" "--tftp-blksize 8"; do
	for file in $FILES; do
		# curl takes "tsize 0" in an answer for an error; an empty file is none.
		[ "$file" != empty.bin ] || [ "$options" = "--tftp-no-options" ] || continue
		# 8 bytes a block and a million bytes: more than 65535 blocks as well.
		# An option or nothing: to be split.
		# shellcheck disable=SC2086
		fetch $options -o "$work/client/$file" "tftp://$SERVER/$file" || {
			cat "$work/client.log"
			fail "curl $options: $file"
		}
		same "$file"
	done
done
fetch --tftp-no-options -o "$work/client/long.bin" "tftp://$SERVER/long.bin" || {
	cat "$work/client.log"
	fail "more than 65535 blocks"
}
same long.bin

# Names are found in any case.
fetch -o "$work/client/Odd.bin" "tftp://$SERVER/oDD.BIN" || fail "a name in other case"
same Odd.bin

# 68 is "file not found on server"; silence would be 28, or 124 from timeout.
fetch -o "$work/client/none" "tftp://$SERVER/none.bin"
status=$?
[ $status -eq 68 ] || fail "a missing file: curl ends with $status, not 68 ($(cat "$work/client.log"))"
for name in ../bench.ini /etc/passwd %2e%2e/bench.ini; do
	fetch --path-as-is -o "$work/client/none" "tftp://$SERVER/$name"
	status=$?
	[ $status -eq 68 ] || [ $status -eq 69 ] || fail "$name: curl ends with $status, not 68 or 69"
	[ ! -s "$work/client/none" ] || fail "$name was served"
done

# 69: permission problem, 71: illegal operation.
before=$(library_sum)
fetch -T "$work/firmware/small.bin" "tftp://$SERVER/new.bin"
status=$?
[ $status -eq 69 ] || [ $status -eq 71 ] || fail "a put: curl ends with $status, not 69 or 71"
library_unchanged "$before" || fail "a put changed the library"
pass
