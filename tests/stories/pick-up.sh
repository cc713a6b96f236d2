#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A phone is blocked for want of an archive.  Files are dropped into the library,
# half a file first, and by import; the phone goes on, and nobody restarts anything.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-3-1SR4-1S
mkdir more last
"$top_builddir/netrecover-firmware" -s 64 -d -o more SCCP45.8-5-2S || fail "netrecover-firmware"
"$top_builddir/netrecover-firmware" -s 64 -o last SCCP45.9-4-2SR3-1S || fail "netrecover-firmware"

bench
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-2-1S,until=SCCP45.9-4-2SR3-1S
wait_for 60 event_seen phone.blocked $phone
events phone.blocked $phone | grep -q 'cmterm-7945_7965-sccp.8-5-2.zip' || fail "the archive is not named"

# By hand, slowly: the last image comes in two halves, the second one after the bench has
# seen the first.
from=more/cmterm-7945_7965-sccp.8-5-2 to=firmware/by-hand
mkdir $to
for file in "$from"/*; do
	case $file in
	*/apps*) slow=$file ;;
	*) cp "$file" $to/ ;;
	esac
done
[ -n "${slow-}" ] || fail "no image to be slow with"
name=$(basename "$slow")
head -c 5000 "$slow" >"$to/$name"
wait_for 20 has "$name: cut off" bench.log
expect "planned with half a file" "$(count step.started $phone)" 0
tail -c +5001 "$slow" >>"$to/$name"

# Now the next one is missing; it is imported.
next_named() {
	events phone.blocked $phone | grep -q 'cmterm-7945_7965-sccp.9-4-2SR3-1.zip'
}
wait_for 30 next_named
"$netrecover" -c bench.ini import last >import.log 2>&1 || fail "import: $(cat import.log)"
phones_arrived
wait_for 20 event_seen phone.done $phone
expect "steps" "$(loads step.proven $phone)" "SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S"
expect "starts" "$(starts_seen)" 1
kill "$bench_pid"
end_bench
exit 0
