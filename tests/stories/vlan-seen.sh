#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A phone that asks on VLAN 100 is named with the VLAN and what to do, and is not
# served; one whose tag is for priority only is served like any other.
. "$(dirname "$0")/lib.sh"

astray=SEP001B54AA0001
priority=SEP001B54AA0002
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S

# Switched on before the bench is.
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.9-3-1SR4-1S,vlan=100 \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.9-3-1SR4-1S,vlan=0
wait_for 20 has AA0001 phones.log
bench
wait_for 60 event_seen phone.done $priority
wait_for 20 event_seen phone.blocked $astray
events phone.blocked $astray | grep -q '"code":"NR-VLAN".*VLAN 100.*vlan = 100 in \[bench\]' ||
	fail "not named with its VLAN and what to do"
expect "times that it was named" "$(count phone.blocked $astray)" 1
event_seen phone.leased $astray && fail "it got a lease on another VLAN"
has 'AA0001 has address' phones.log && fail "it took an address"
case $(status_json) in
*'"vlan":100,'*) ;;
*) fail "status does not tell its VLAN" ;;
esac
has "NR-VLAN.*vlan = 100" bench.log || fail "the operator was not told"
event_seen phone.blocked $priority && fail "a priority tag was taken for a VLAN"
kill "$phones_pid"
kill -TERM "$bench_pid"
end_bench
expect "exit status after SIGTERM" "$bench_status" 0
