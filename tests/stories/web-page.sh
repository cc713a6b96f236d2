#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# No CDP, no LLDP, and the first two do not even try to register: what they run,
# and that their steps worked, only their own web pages tell.  One phone has the page
# of another, three have pages that are traps: they cost little and are reported.
. "$(dirname "$0")/lib.sh"

call_manager 435=SCCP45.9-4-2SR3-1S
write_ini <<END
[probe]
every = 1s
timeout = 2s
END
sed -i 's/^\[dhcp\]/plugins = dhcp, tftp, pcap, probe\n&/' bench.ini
firmware SCCP45.8-5-2S SCCP45.9-4-2SR3-1S

bench
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,nocdp,noreg,web=xml \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.9-4-2SR3-1S,nocdp,noreg,web=html \
	--phone mac=001B54AA0003,model=7945,load=SCCP45.8-3-3S,nocdp,web=rubbish \
	--phone mac=001B54AA0004,model=7945,load=SCCP45.8-3-3S,nocdp,web=endless \
	--phone mac=001B54AA0005,model=7945,load=SCCP45.8-3-3S,nocdp,web=slow \
	--phone mac=001B54AA0006,model=7945,load=SCCP45.8-3-3S,nocdp,web=other
one=SEP001B54AA0001
two=SEP001B54AA0002
wait_for 90 event_seen phone.done $two
wait_for 90 event_seen phone.done $one
expect "steps of the first" "$(loads step.proven $one)" "SCCP45.8-5-2S SCCP45.9-4-2SR3-1S"
expect "steps of the second" "$(count step.started $two)" 0
expect "proofs of the first" "$(events step.proven $one | grep -c '"source":"web"')" 2
events phone.identified $one | grep -q '"load":"SCCP45.8-3-3S","source":"web"' ||
	fail "the load of the first was not known from its page"
events phone.done $two | grep -q '"source":"web"' || fail "the second was not done by its page"

# said WHAT: exactly one line of the log says so
said() {
	[ "$(grep 'web page at' bench.log | grep -c "$1")" = 1 ]
}
wait_for 30 said 'AA0003: .* not a page of a phone'
wait_for 30 said 'AA0004: .* larger than'
wait_for 30 said 'AA0005: .* not whole within 2 s'
wait_for 30 said 'AA0006: .* that of 00:11:22:33:44:ff'
for n in 3 4 5 6; do
	! events phone.identified SEP001B54AA000$n | grep -q '"source":"web"' ||
		fail "phone $n was believed"
done
! has 'is disturbed' phones.log || fail "a phone was asked while it was busy"
# A restart ends the patience with it; until then it is asked ever more rarely.
asked=$(grep -c 'AA0003 is asked for' phones.log)
[ "$asked" -le 80 ] || fail "rubbish was asked for $asked times"
kill "$bench_pid"
end_bench
