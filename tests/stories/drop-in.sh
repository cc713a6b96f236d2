#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# An archive is dropped, slowly, into the folder of import --watch while a phone waits for
# it: it is imported once it is whole, and the phone goes on.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S
mkdir last inbox
"$top_builddir/netrecover-firmware" -s 64 -o last SCCP45.9-4-2SR3-1S || fail "netrecover-firmware"

"$netrecover" -c bench.ini import --watch inbox >watch.out 2>watch.err &
watch_pid=$!
wait_for 10 has 'waiting for archives in inbox' watch.err
bench
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.9-3-1SR4-1S,until=SCCP45.9-4-2SR3-1S
wait_for 60 event_seen phone.blocked $phone

archive=$(echo last/*.zip)
name=$(basename "$archive")
exec 7>"inbox/$name"
head -c 3000 "$archive" >&7
echo "no archive" >inbox/page.rar
wait_for 20 has 'page.rar: a RAR archive' watch.err
! has "$name" watch.out || fail "imported while it was written"
! has "$name" watch.err || fail "refused while it was written"
tail -c +3001 "$archive" >&7
exec 7>&-
wait_for 20 has "$name: SCCP45.9-4-2SR3-1S" watch.out
phones_arrived
wait_for 20 event_seen phone.done $phone
expect "starts" "$(starts_seen)" 1

kill -INT $watch_pid
wait $watch_pid
expect "exit status of import --watch" $? 130
kill "$bench_pid"
end_bench
exit 0
