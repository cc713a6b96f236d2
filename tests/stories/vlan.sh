#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# With vlan = 100 a phone on VLAN 100 arrives, one that asks untagged is named, and
# the sub-interface goes away with the bench, also when that is killed.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
untagged=SEP001B54AA0002
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
sed -i 's/^address/vlan = 100\naddress/' bench.ini
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

vlan_there() {
	ip -4 addr show dev bench0.100 2>/dev/null | grep -q 10.77.0.1/24
}
vlan_gone() {
	! ip link show dev bench0.100 >/dev/null 2>&1
}

if ! ip link add link bench0 name probe type vlan id 99 2>/dev/null; then
	"$netrecover" -c bench.ini run >bench.out 2>bench.log
	expect "exit status of a bench on a kernel without VLANs" $? 1
	has "modprobe 8021q" bench.log || fail "no word that the kernel lacks VLANs"
	skip "this kernel has no VLANs (modprobe 8021q)"
fi
ip link del probe

sed -i 's/^guard = .*/guard = on/' bench.ini
bench
vlan_there || fail "no bench0.100 with the address while it runs"
ip -4 addr show dev bench0 | grep -q 10.77.0.1 && fail "the address is on bench0 too"
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,vlan=100,until=SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-3-3S
wait_for 90 event_seen phone.done $phone
expect "steps proven" "$(loads step.proven $phone)" \
	"SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S"
events phone.identified $phone | grep -q '"load":"SCCP45.8-3-3S".*"source":"cdp"' ||
	fail "its CDP, which is untagged, was not heard"
wait_for 20 event_seen phone.blocked $untagged
events phone.blocked $untagged | grep -q '"code":"NR-VLAN".*untagged.*VLAN 100' ||
	fail "the untagged phone is not named with what to do"
event_seen phone.leased $untagged && fail "the untagged phone got a lease"
kill "$phones_pid" 2>/dev/null
kill -TERM "$bench_pid"
end_bench
expect "exit status after SIGTERM" "$bench_status" 0
wait_for 5 vlan_gone

rm -rf state
bench
vlan_there || fail "no bench0.100 at the second start"
kill -KILL "$bench_pid"
end_bench
wait_for 10 vlan_gone

# A VLAN that the operator made is served by its name, and stays.
ip link add link bench0 name bench0.100 type vlan id 100
ip link set bench0.100 up
"$netrecover" -c bench.ini run >bench.out 2>bench.log
expect "exit status when the VLAN is there already" $? 1
has "there already" bench.log || fail "no word that the VLAN is there already"
sed -i -e '/^vlan/d' -e 's/^interface.*/interface = bench0.100/' bench.ini
rm -rf state
bench
phones --phone mac=001B54AA0003,model=7945,load=SCCP45.9-3-1SR4-1S,vlan=100,until=SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0004,model=7945,load=SCCP45.9-4-2SR3-1S,vlan=100,nocdp,noreg
wait_for 60 has 'AA0004 has address' phones.log
wait_for 60 event_seen transfer.done SEP001B54AA0003
kill "$phones_pid" 2>/dev/null
kill -TERM "$bench_pid"
end_bench
vlan_gone && fail "the operator's own VLAN was taken away"
exit 0
