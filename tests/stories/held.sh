#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A held phone is watched and served nothing that changes it, until somebody says
# "resume" to the running bench.  Somebody watches all the while.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini <<END
[phone $phone]
hold = yes
END
firmware SCCP45.9-4-2SR3-1S

tell() {
	"$netrecover" -c bench.ini "$@" >tell.log 2>&1 || {
		show tell.log
		fail "netrecover $* ended with $?"
	}
}
watched() {
	grep -q "\"state\":\"$1\"" watch.json
}
state_is() {
	status_json | grep -q "\"state\":\"$1\""
}

bench
"$netrecover" -c bench.ini watch --json $phone >watch.json 2>watch.log &
watch_pid=$!
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S --until SCCP45.9-4-2SR3-1S
wait_for 20 has "registers .* with SCCP45.8-5-2S" phones.log
state_is held || fail "not held: $(status_json)"
has 'asks .*\.loads' phones.log && fail "a held phone was told to fetch something"
wait_for 20 watched held	# it may have begun to watch later than the phone came
tell resume $phone
phones_arrived
wait_for 20 state_is "done"
expect "steps proven" "$(loads step.proven $phone)" "SCCP45.9-4-2SR3-1S"

wait_for 10 watched "done"
tell hold $phone
state_is "done" || fail "one that is done is no longer done when it is held: $(status_json)"
status_json | grep -q '"advice":"safe to move"' || fail "hold changes the advice: $(status_json)"
"$netrecover" -c bench.ini hold SEP000000000000 >tell.log 2>&1 && fail "held a phone that is not there"
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
wait "$watch_pid"
expect "exit status of watch" $? 0
"$netrecover" -c bench.ini status >tell.log 2>&1
expect "exit status of status without a bench" $? 1
"$netrecover" -c bench.ini watch >tell.log 2>&1
expect "exit status of watch without a bench" $? 1
