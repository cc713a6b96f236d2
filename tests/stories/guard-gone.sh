#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The interface is taken off the machine while the guard asks: as long as it is gone the bench does
# not say that nobody else serves there; when another one of its name comes back, it asks anew.
. "$(dirname "$0")/lib.sh"
GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S

# The question is still open.
bench
ip link del bench0
wait_for 10 has 'bench0 was taken off this machine' bench.log

# More than the 4.5 s of its questions: until a clock that began now has run that far.
begun=$(date +%s)
later() {
	[ $(($(date +%s) - begun)) -ge 7 ]
}
wait_for 20 later
has 'nobody else serves' bench.log && fail "it found out about a wire that is gone"
status_json | grep -q '"guard":"asking"' || fail "the status claims to know who serves"

ip link add bench0 type veth peer name port0 netns "$outside"
on_port ip link set port0 up
wait_for 20 has 'nobody else serves' bench.log
status_json | grep -q '"guard":"clear"' || fail "the status does not know who serves"

# It does not end as if all had been well while its interface is gone.
ip link del bench0
gone_again() {
	[ "$(grep -c 'NR-LINK.*bench0 was taken off this machine' bench.log)" -eq 2 ]
}
wait_for 10 gone_again
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 1
