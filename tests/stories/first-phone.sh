#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A boot-looping 7945 on 8.3(3) goes to the call manager's 9.4(2)SR3-1 in three
# steps, without hands, with the guard on; the address comes and goes.
. "$(dirname "$0")/lib.sh"

GUARD=on
phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

address_there() {
	ip -4 addr show dev bench0 | grep -q 10.77.0.1/24
}
address_gone() {
	! address_there
}

address_gone || fail "the address was there before"
bench
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S --until SCCP45.9-4-2SR3-1S
wait_for 60 event_seen phone.done
address_there || fail "no address on bench0 while it runs"
phones_arrived

steps="SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S"
expect "steps begun" "$(loads step.started $phone)" "$steps"
expect "steps sent" "$(loads step.sent $phone)" "$steps"
expect "steps proven" "$(loads step.proven $phone)" "$steps"
expect "images and lists fetched" "$(events transfer.done $phone | grep -c -e '\.sbn"' -e '\.loads"')" 18
events phone.identified $phone | grep -q '"load":"SCCP45.8-3-3S".*"source":"cdp"' ||
	fail "not identified as what it was"

status=$(status_json)
for wanted in '"state":"done"' '"advice":"safe to move"' '"load":"SCCP45.9-4-2SR3-1S"' \
	'"name":"'$phone'"' '"model":"7945"' '"guard":"clear"' '"interface":"bench0"' \
	'"mac":"00:1b:54:aa:00:01"'; do
	case $status in
	*"$wanted"*) ;;
	*) fail "status lacks $wanted: $status" ;;
	esac
done

kill -TERM "$bench_pid"
end_bench
expect "exit status after SIGTERM" "$bench_status" 0
wait_for 5 address_gone
[ ! -e netrecover.sock ] || fail "the control socket is left behind"
event_seen_bench() {
	journal | grep -q '"event":"bench.stopped"'
}
event_seen_bench || fail "bench.stopped is not in the journal"
