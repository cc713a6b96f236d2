#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# One frame claims that another server is here: it is asked for at once, nobody answers, and
# the bench serves again within 10 s.  A foreign source address trips nothing at all.
. "$(dirname "$0")/lib.sh"
SPEED=15
GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-4-2SR3-1S
guard_is() {
	status_json | grep -q "\"guard\":\"$1\""
}

bench
wait_for 20 guard_is clear
on_port "${liar:-$top_builddir/tests/stories/dhcp-liar}" port0 1 10.99.0.1 || fail "dhcp-liar"
wait_for 3 guard_is tripped
status_json | tr -d ' ' | grep -q '"guard_by":{"address":"10.99.0.1","mac":null' || fail "the server is not named"
has 'named by 00:1b:54:ee:00:01' bench.log || fail "who named it is not said"
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,old=10.10.15.97 --until SCCP45.9-4-2SR3-1S
wait_for 14 guard_is clear
phones_arrived
expect "times that it tripped" "$(journal | grep -c '"event":"guard.tripped"')" 1
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
