#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The interface is taken off the machine and another one of its name comes back: the bench
# does not say that nobody else serves there, and does not end as if all had been well.
. "$(dirname "$0")/lib.sh"
GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S

# The question is still open.
bench
ip link del bench0
wait_for 10 has 'bench0 .*start the bench anew' bench.log
ip link add bench0 type veth peer name port0 netns "$outside"
ip link set bench0 up
on_port ip link set port0 up
ip addr add 10.77.0.1/24 dev bench0

# More than the 4.5 s of its questions: until a clock that began now has run that far.
begun=$(date +%s)
later() {
	[ $(($(date +%s) - begun)) -ge 7 ]
}
wait_for 20 later
has 'nobody else serves' bench.log && fail "it found out about a wire that is gone"
status_json | grep -q '"guard":"asking"' || fail "the status claims to know who serves"
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 1
