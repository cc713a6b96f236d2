#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The bench's own address is taken off its interface, the interface is renamed, set down,
# taken off the machine in the middle of a download, and comes back as another one: each is
# said, what can be put back is, phones arrive, and no phone is blamed.
. "$(dirname "$0")/lib.sh"
GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
KIB=3000 firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S
kill_phones() { kill "$phones_pid" 2>/dev/null; }

# alert CODE TEXT: the status has it
alert() {
	status_json | grep -q "\"alerts\":\[ *{ *\"code\":\"$1\", *\"message\":\"[^\"]*$2"
}
journalled() {
	journal | grep -q "\"event\":\"$1\""
}
nothing_wrong() {
	status_json | grep -q '"alerts":\[\]'
}
has_address() {
	ip -4 addr show dev "$1" 2>/dev/null | grep -q 'inet 10.77.0.1/24'
}
clear() {
	[ "$(grep -c 'guard: nobody else serves' bench.log)" -ge "$1" ]
}

bench
wait_for 10 nothing_wrong
wait_for 20 clear 1

# The address: put back at once, also beside another one.
ip addr flush dev bench0
wait_for 10 has_address bench0
wait_for 10 nothing_wrong
has '\[NR-ADDRESS\].*10.77.0.1 was taken off bench0' bench.log || fail "no line about the address"
journalled address.gone || fail "the journal does not say it"
journalled address.back || fail "the journal does not say that it is back"
ip addr add 10.99.0.1/24 dev bench0
ip addr del 10.77.0.1/24 dev bench0
wait_for 10 has_address bench0
ip addr del 10.99.0.1/24 dev bench0

ip link set bench0 down
wait_for 10 alert NR-LINK 'bench0 was set down'
ip link set bench0 up
wait_for 10 nothing_wrong
journalled link.up || fail "the journal does not say that the link is back"

# No carrier is only shown at first: a phone at the other end may be starting.
on_port ip link set port0 down
wait_for 10 has '.' bench.log
nothing_wrong || fail "a carrier that just went is an alert"
on_port ip link set port0 up

# A download is going on: the interface gets another name and back, and then goes.
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,loss=5 --until SCCP45.9-4-2SR3-1S
bytes() {
	status_json | sed -n 's/.*"bytes": *\([0-9]*\).*/\1/p'
}
moves() {
	[ "$(bytes || echo 0)" -gt "$1" ] 2>/dev/null
}
wait_for 60 event_seen phone.writing
ip link set bench0 name wire7 || skip "a kernel before 6.2 renames no interface that is up"
wait_for 10 journalled link.renamed
has 'bench0 is called wire7 now' bench.log || fail "no line about the name"
ip link set wire7 name bench0
wait_for 10 has 'wire7 is called bench0 now' bench.log
wait_for 60 moves "$(bytes)"
ip link del bench0
wait_for 10 alert NR-LINK 'taken off this machine'
ip link add spare0 type dummy 2>/dev/null
ip link add bench0 type veth peer name port0 netns "$outside"
on_port ip link set port0 up
wait_for 10 has_address bench0
wait_for 10 nothing_wrong
has 'bench0 is here again' bench.log || fail "no line that it is back"
# Somebody else may serve this wire.
wait_for 20 clear 2
kill_phones
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S --until SCCP45.9-4-2SR3-1S
phones_arrived
event_seen phone.done SEP001B54AA0001 || fail "it is not proven"

# Another plays with the address again and again: the bench ends, and says why.
fights=0
while [ $fights -lt 20 ] && ! bench_died; do
	ip addr del 10.77.0.1/24 dev bench0 2>/dev/null
	fights=$((fights + 1))
	for _ in 1 2 3 4 5 6 7 8 9 10; do has_address bench0 || bench_died || sleep 0.1; done
done
end_bench
expect "exit status when its address is taken again and again" "$bench_status" 1
has 'taken off again and again' bench.log || fail "it does not say why it ended"
gone() {
	! has_address bench0
}
wait_for 10 gone

# The address is on another interface: the bench does not take it from there.
bench
wait_for 10 nothing_wrong
ip link add spare1 type veth peer name spare2
ip link set spare1 up
ip addr add 10.77.0.1/24 dev spare1
ip addr del 10.77.0.1/24 dev bench0
wait_for 10 alert NR-ADDRESS 'was taken off bench0'
end_bench
expect "exit status when another interface has the address" "$bench_status" 1
has 'bench0 cannot be served any more: another interface has' bench.log || fail "it does not say why it ended"
has_address spare1 || fail "it took the address off another interface"
