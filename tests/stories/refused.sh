#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Hardware that the load does not know: the phone reads the list, rejects it
# ("Load rejected HC") and keeps what it has.  The bench says so and stops offering.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
sed -i 's/^\[bench\]/&\ndowngrade = yes/' bench.ini
# Registered phones are restarted more and more rarely; this one comes by itself.
sed -i 's/^\[dhcp\]/plugins = dhcp, tftp, pcap\n&/' bench.ini
firmware SCCP45.9-4-2SR3-1S

bench --until-done=60
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S,hw=16
end_bench
expect "exit status" "$bench_status" 3
expect "times refused" "$(count phone.refused $phone)" 1
events phone.refused $phone | grep -q '"code":"NR-STEP"' || fail "code is not NR-STEP"
expect "images served" "$(events transfer.done $phone | grep -c '\.sbn"')" 0
rejected=$(grep -c 'rejects .*: Load rejected HC' phones.log)
[ "$rejected" -ge 3 ] || fail "called refused after $rejected times"
expect "steps proven" "$(count step.proven $phone)" 0

# A phone that says so itself is believed at once, and what it needs is named.
pkill -KILL -P "$phones_pid"
wait "$phones_pid" 2>/dev/null
call_manager 435=SCCP45.9-3-1SR4-1S
sed -i '/^plugins =/d' bench.ini
rm -rf state
firmware SCCP45.9-3-1SR4-1S
"$netrecover" -c bench.ini plan 7945 SCCP45.9-4-2SR3-1S | grep -q 'supports hardware 7, the load before it 15' ||
	fail "the plan does not warn"
bench --until-done=60
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.9-4-2SR3-1S,hw=8
end_bench
expect "exit status" "$bench_status" 3
expect "times refused" "$(count phone.refused $phone)" 1
events phone.refused $phone | grep -q 'the oldest in the library is SCCP45.9-4-2SR3-1S' ||
	fail "what it needs is not named"
expect "lists served" "$(events transfer.done $phone | grep -c '\.loads"')" 1
expect "images served" "$(events transfer.done $phone | grep -c '\.sbn"')" 0
