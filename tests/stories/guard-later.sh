#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Another DHCP server comes up while two phones download: they end their step and keep
# their leases, a third gets no offer, and nobody begins anything before it is gone.
. "$(dirname "$0")/lib.sh"
need dnsmasq busybox

SPEED=15
GUARD=on
one=SEP001B54AA0001
two=SEP001B54AA0002
three=SEP001B54AA0003
goal=SCCP45.9-4-2SR3-1S
call_manager 435=$goal
write_ini </dev/null
KIB=2048 firmware SCCP45.8-5-2S $goal

# A switch in the other namespace: the bench, the phones, the other server and its client.
on_port ip link set port0 name cable
on_port ip link add switch0 type bridge || skip "no bridge here"
for end in port0 server0 laptop0; do
	on_port ip link add $end type veth peer name "${end}b"
	on_port ip link set "${end}b" master switch0 up
	on_port ip link set $end up
done
on_port ip link set cable master switch0 up
on_port ip link set switch0 up
on_port ip addr add 10.77.0.254/24 dev server0

# It does not serve phones of a known model: so they are not led astray, whoever answers first.
rogue() {
	on_port dnsmasq -d -C /dev/null -p 0 -i server0 --bind-interfaces --no-ping \
		--dhcp-range=10.77.0.240,10.77.0.250,10m --dhcp-vendorclass=set:phone,CP-7945 --dhcp-ignore=tag:phone \
		--dhcp-leasefile="$PWD/leases" >dnsmasq.log 2>&1 &
	wait_for 10 has 'DHCP, ' dnsmasq.log
	on_port busybox udhcpc -f -n -q -i laptop0 -t 20 -T 1 -s /bin/true >udhcpc.log 2>&1 &
}
guard_is() {
	status_json | grep -q "\"guard\":\"$1\""
}
at() {
	journal | grep -n -m1 "\"event\":\"$1\".*$2" | cut -d: -f1
}

bench
guard_is asking || fail "the status does not say that the question is open"
wait_for 20 guard_is clear
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,init-reboot,until=$goal \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-3-3S,init-reboot,until=$goal
both=$phones_pid
wait_for 60 event_seen step.started $one
wait_for 60 event_seen step.started $two
rogue
wait_for 30 guard_is tripped
heard() {
	status_json | tr -d ' ' | grep -q '"guard_by":{"address":"10.77.0.254","mac":"'
}
wait_for 10 heard
tripped=$(at guard.tripped "")
sent=$(at step.sent $one)
[ -z "$sent" ] || [ "$sent" -gt "$tripped" ] ||
	fail "it came too late to find $one in its download"

on_port "$top_builddir/netrecover-phone" -i port0 --speed 15 --log third.log --timeout 140 \
	--phone mac=001B54AA0003,model=7945,load=SCCP45.8-3-3S --until $goal >third.err 2>&1 &
third=$!
wait_for 60 event_seen step.proven $one
wait_for 60 event_seen step.proven $two
registered() {
	[ "$(awk -v p="$1" '$2 == p && /registers/' phones.log | wc -l)" -ge 1 ]
}
wait_for 60 registered $one
wait_for 60 registered $two
wait_for 20 event_seen phone.seen $three
expect "steps begun by $one" "$(count step.started $one)" 1
expect "steps begun by $two" "$(count step.started $two)" 1
event_seen phone.leased $three && fail "$three got a lease beside another server"
expect "addresses of $one" "$(events phone.leased $one | sed 's/.*"ip":"\([^"]*\)".*/\1/' | sort -u | grep -c .)" 1
for p in $one $two; do
	status_json | tr -d ' ' | grep -q "\"name\":\"$p\"[^{}]*\"state\":\"planned\"" || fail "$p does not wait for its step"
done

# While it answers, the operator's word holds until the next question.
"$netrecover" -c bench.ini resume guard || fail "resume guard"
again() {
	[ "$(journal | grep -c '"event":"guard.tripped"')" = 2 ]
}
wait_for 10 again
on_port ip link set server0 down
"$netrecover" -c bench.ini resume guard || fail "resume guard"
wait_for 5 guard_is clear
journal | grep '"event":"guard.cleared"' | grep -q '"by":"operator"' || fail "the journal does not say who let it go on"
phones_pid=$both
phones_arrived
phones_pid=$third
phones_arrived
expect "steps of $one" "$(loads step.proven $one)" "SCCP45.8-5-2S $goal"
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
