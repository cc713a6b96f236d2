#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Phones ask as fast as the wire takes it when another DHCP server shows itself: whoever asked
# before that may have an offer, and nobody who asks after it.
. "$(dirname "$0")/lib.sh"
GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S
guard_is() {
	status_json | grep -q "\"guard\":\"$1\""
}

bench
wait_for 20 guard_is clear
mkfifo end
on_port "$top_builddir/tests/stories/guard-turn" port0 "${COUNT:-150}" <end >turn.out 2>&1 &
turn=$!
exec 9>end
wait_for 20 guard_is tripped
# All that asked after it were heard too.
last=$(printf '%02x%02x' $((${COUNT:-150} / 256)) $(((${COUNT:-150} - 1) % 256)))
heard_last() {
	events phone.seen | grep -q "\"mac\":\"02:00:00:02:$(echo "$last" | sed 's/../&:/')\""
}
wait_for 20 heard_last
exec 9>&-
wait "$turn" || fail "guard-turn: $(cat turn.out)"
say "$(cat turn.out) (milliseconds after the other server's OFFER)"
has '^first [1-9][0-9]* second 0 last' turn.out || fail "not as it should be: $(cat turn.out)"
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
