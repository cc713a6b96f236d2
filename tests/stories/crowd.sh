#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# One laptop asks for an address in the name of 1,000 phones, and of 5,000, and takes none:
# the phone that comes then gets its lease and its load, and the bench says what goes on.
. "$(dirname "$0")/lib.sh"
crowd=$top_builddir/tests/stories/crowd
[ -x "$crowd" ] || skip "$crowd is not built"
goal=SCCP45.9-4-2SR3-1S
start=SCCP45.9-3-1SR4-1S

call_manager 435=$goal
write_ini <<END
END
firmware $goal
bench

on_port "$crowd" port0 1000 || fail "crowd"
wait_for 30 has 'NR-POOL: more devices ask' bench.log
phones --phone mac=001B54AA0001,model=7945,load=$start,until=$goal
phones_arrived
expect "phones that have arrived" "$(count phone.done SEP001B54AA0001)" 1

# More than the registry holds, while a second phone comes.
on_port "$crowd" port0 5000 &
crowd_pid=$!
phones --phone mac=001B54AA0002,model=7945,load=$start,until=$goal
phones_arrived
wait "$crowd_pid" || fail "crowd"
on_port "$crowd" port0 5000 || fail "crowd"
wait_for 30 has 'NR-CROWD.*devices' bench.log
expect "phones that have arrived" "$(count phone.done SEP001B54AA0002)" 1
# What is known of those that are proven is still known.
status_json >status.txt
for phone in SEP001B54AA0001 SEP001B54AA0002; do
	has "\"name\":\"$phone\"" status.txt || fail "$phone was forgotten for made-up ones"
done
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
