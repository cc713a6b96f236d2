#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The bench is killed while a phone writes flash.  Started again it goes on from
# proof: no step is taken twice, and the address is not left behind.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
SPEED=15
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-4-2SR3-1S

address_gone() {
	! ip -4 addr show dev bench0 | grep -q 10.77.0.1/24
}

bench
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,cdp=250 --until SCCP45.9-4-2SR3-1S
wait_for 40 event_seen step.sent $phone
kill -KILL "$bench_pid"
end_bench
expect "exit status of the killed bench" "$bench_status" 137
wait_for 5 address_gone

bench --until-done=100
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "steps begun" "$(loads step.started $phone)" "SCCP45.8-5-2S SCCP45.9-4-2SR3-1S"
expect "steps proven" "$(loads step.proven $phone)" "SCCP45.8-5-2S SCCP45.9-4-2SR3-1S"
expect "done" "$(count phone.done $phone)" 1
