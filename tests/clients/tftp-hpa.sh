#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# tftp-hpa: plain RFC 1350 in octet mode, and many files from one port.
. "${top_srcdir:?}/tests/clients/lib.sh"
need tftp tftp-hpa
tftp -V 2>&1 | grep -q tftp-hpa || skip "this tftp is another one (Debian: apt-get install tftp-hpa)"
enter "$@"
make_files
start_bench all
client_address

for file in $FILES; do
	(cd "$work/client" && in_client timeout 60 tftp -m binary $SERVER -c get "$file") \
		>"$work/client.log" 2>&1 || fail "$file: $(cat "$work/client.log")"
	same "$file"
done

# All of them in one session, from one socket.
for file in $FILES; do
	echo "get $file"
done >"$work/commands"
(cd "$work/client" && in_client timeout 60 tftp -m binary $SERVER) <"$work/commands" \
	>"$work/client.log" 2>&1 || fail "one session: $(cat "$work/client.log")"
for file in $FILES; do
	same "$file"
done

(cd "$work/client" && in_client timeout 10 tftp -m binary $SERVER -c get none.bin) \
	>"$work/client.log" 2>&1
[ $? -ne 124 ] || fail "a missing file: no answer"
grep -qi 'not found' "$work/client.log" || fail "a missing file: tftp says: $(cat "$work/client.log")"

before=$(library_sum)
(cd "$work/firmware" && in_client timeout 10 tftp -m binary $SERVER -c put small.bin new.bin) \
	>"$work/client.log" 2>&1
[ $? -ne 124 ] || fail "a put: no answer"
grep -qi 'error' "$work/client.log" || fail "a put: tftp says: $(cat "$work/client.log")"
library_unchanged "$before" || fail "a put changed the library"
pass
