#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The bench's own address is taken off its interface, the interface is set down, and taken
# off the machine: each is said at once, with what brings it back, and no phone is blamed.
. "$(dirname "$0")/lib.sh"
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S

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

bench
wait_for 10 nothing_wrong

ip addr flush dev bench0
wait_for 10 alert NR-ADDRESS 'ip address add 10.77.0.1/24 dev bench0'
has '\[NR-ADDRESS\].*10.77.0.1 was taken off bench0' bench.log || fail "no line about the address"
journalled address.gone || fail "the journal does not say it"
"$netrecover" -c bench.ini status | grep -q '^    NR-ADDRESS: ' || fail "the status for people is silent"
ip addr add 10.77.0.1/24 dev bench0
wait_for 10 nothing_wrong
journalled address.back || fail "the journal does not say that it is back"

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

ip link del bench0
wait_for 10 alert NR-LINK 'taken off this machine'
kill -TERM "$bench_pid"
end_bench
