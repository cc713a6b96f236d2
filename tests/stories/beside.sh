#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Beside the DHCP server of a site: the bench leases nothing, takes the phone that has a
# section through its steps, and answers the other one nothing at all; an option 150 that
# leads elsewhere is named, and a second server trips the guard.
. "$(dirname "$0")/lib.sh"
need dnsmasq
mine=SEP001B54AA0001 other=SEP001B54AA0002

GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini <<END
serve = no
beside = 10.77.0.254

[phone $mine]
END
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

# A switch: the bench, the site's server on the switch itself, the phones.
on_port ip link add switch0 type bridge || skip "no bridge here"
on_port ip link add phone0 type veth peer name phone1
for port in port0 phone0; do
	on_port ip link set $port master switch0
done
for interface in phone0 phone1 switch0; do
	on_port ip link set $interface up
done
on_port ip addr add 10.77.0.254/24 dev switch0

# site OPTION-150: the server, from now on
site() {
	[ -z "${site-}" ] || { kill "$site"; wait "$site" 2>/dev/null; }
	: >dnsmasq.log
	nsenter -t "$outside" -n dnsmasq -d -C /dev/null -p 0 -i switch0 --bind-interfaces --no-ping --dhcp-option="150,$1" \
		--dhcp-range=10.77.0.100,10.77.0.150,10m --dhcp-leasefile="$PWD/leases" >dnsmasq.log 2>&1 &
	site=$!
	wait_for 10 has 'DHCP, IP range' dnsmasq.log
}
guard_is() {
	status_json | grep -q "\"guard\":\"$1\""
}

# -- it leads elsewhere ------------------------------------------------------------------
site 10.77.0.99
bench
wait_for 20 guard_is clear
has 'NR-BESIDE: no address is leased here: the DHCP server 10.77.0.254 does' bench.log || fail "it is not loud"
wait_for 5 has 'NR-OPTION: option 150 of the DHCP server 10.77.0.254 is 10.77.0.99' bench.log
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0

# -- it leads here --------------------------------------------------------------------------
site 10.77.0.1
rm -rf state bench.log
bench
wait_for 20 guard_is clear
wait_for 5 has 'option 150 of the DHCP server 10.77.0.254 points here' bench.log
! has NR-OPTION bench.log || fail "it is said to lead elsewhere"
# One that is not named, for as long as the other one needs.
nsenter -t "$outside" -n "$top_builddir/netrecover-phone" -i phone1 --speed 100 --log others.log --timeout 140 \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-3-3S >others.err 2>&1 &
others=$!
on_port "$top_builddir/netrecover-phone" -i phone1 --speed 100 --log phones.log --timeout 140 \
	--phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S --until SCCP45.9-4-2SR3-1S >phones.err 2>&1 &
phones_pid=$!
wait_for 60 event_seen phone.done $mine
phones_arrived
wait_for 20 has "$other has address 10.77.0" others.log
wait_for 20 has "$other asks" others.log
kill $others
expect "leases of the bench" "$(events phone.leased | grep -c .)" 0
expect "what the other got" "$(events transfer.started $other | grep -c .)" 0
expect "steps of the other" "$(events step.started $other | grep -c .)" 0
status_json | grep -o "\"name\":\"$other\".*" | grep -q '"state":"held"' || fail "the other is not held"
expect "times that the guard tripped" "$(journal | grep -c '"event":"guard.tripped"')" 0
[ "$(grep -c 10.77.0 leases)" -ge 2 ] || fail "the site's server leased nothing"

# -- a second server ------------------------------------------------------------------------
on_port ip link add site1 type veth peer name site2
on_port ip link set site1 master switch0
on_port ip link set site1 up
unshare --net sleep 100 &
second=$!
there() {
	[ "$(readlink "/proc/$second/ns/net")" != "$(readlink /proc/$$/ns/net)" ]
}
wait_for 5 there
on_port ip link set site2 netns $second
nsenter -t $second -n sh -c 'ip addr add 10.77.0.253/24 dev site2 && ip link set site2 up'
nsenter -t $second -n dnsmasq -d -C /dev/null -p 0 -i site2 --bind-interfaces --no-ping \
	--dhcp-range=10.77.0.160,10.77.0.170,10m --dhcp-leasefile="$PWD/leases2" >dnsmasq2.log 2>&1 &
wait_for 10 has 'DHCP, IP range' dnsmasq2.log
on_port "$top_builddir/netrecover-phone" -i phone1 --speed 100 --log third.log --timeout 60 \
	--phone mac=001B54AA0003,model=7945,load=SCCP45.8-3-3S >third.err 2>&1 &
wait_for 30 guard_is tripped
status_json | tr -d ' ' | grep -q '"guard_by":{"address":"10.77.0.253"' || fail "the second server is not named"
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
