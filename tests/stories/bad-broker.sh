#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Brokers that are none: one that says nothing, confirms nothing, sends rubbish, closes again and again,
# refuses, has a certificate of somebody else. Each is one line with a code, it is tried again ever
# more rarely, and the bench goes on untouched. Rubbish at a real broker is one line of the fleet.
. "$(dirname "$0")/lib.sh"
bad=$top_builddir/tests/stories/bad-broker
[ -x "$top_builddir/netrecover-mqtt" ] || skip "netrecover-mqtt was not built (--without-mosquitto)"
[ -x "$bad" ] || skip "$bad is not built"

goal=SCCP45.9-4-2SR3-1S
call_manager 435=$goal
write_ini <<END
[mqtt]
broker = 127.0.0.1:1884
keep-alive = 5s
END
firmware $goal
bench
show_on_fail="mqtt.log broker.out fleet.log fleet.err"

tell() {
	"$netrecover" -c bench.ini "$@" mqtt >mqtt.log 2>&1 &
	mqtt=$!
}
# tries_of HOW LINE: that broker makes one line which says LINE
meet() {
	"$bad" 1884 "$1" >broker.out &
	broker=$!
	tell
	wait_for 40 has "NR-MQTT.*$2" mqtt.log
	# Some tries later it is still that one line.
	[ "${3-}" = "" ] || wait_for 40 tried "$3"
	expect "lines about a broker that is $1" "$(grep -c NR-MQTT mqtt.log)" 1
	kill -TERM $mqtt $broker
	wait $mqtt
	expect "netrecover mqtt" $? 0
	wait $broker 2>/dev/null
}
tried() {
	[ "$(grep -c somebody broker.out)" -ge "$1" ]
}
meet silent "does not answer"
meet rubbish "127.0.0.1:1884: " 3
meet refuses "refuses this user, password or certificate" 3
meet second "has closed the connection" 3
# Ten seconds of being closed within a third of one are some tries, not thirty.
[ "$(grep -c somebody broker.out)" -le 8 ] || fail "it was tried $(grep -c somebody broker.out) times"

# One that lets in and confirms nothing: the journal waits in its place, and memory does not grow.
"$bad" 1884 unconfirmed >broker.out &
broker=$!
tell
wait_for 20 tried 1
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.9-3-1SR4-1S,until=$goal
phones_arrived
wait_for 30 event_seen phone.done
# The phones that were told of may be kept there already, and no line.
told=$(sed -n 's/.*"seq":\([0-9]*\).*/\1/p' state/mqtt.cursor 2>/dev/null)
expect "lines that count as told" "${told:-0}" 0
kill -TERM $mqtt $broker
wait $mqtt $broker 2>/dev/null
status_json | grep -q '"state":"done"' || fail "the bench was held up"

# A certificate of somebody else, and none.
if command -v openssl >/dev/null 2>&1 && command -v mosquitto >/dev/null 2>&1; then
	for who in ours other; do
		openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext 'subjectAltName = IP:127.0.0.1' \
			-keyout $who.key -out $who.crt >openssl.log 2>&1 || fail "$(cat openssl.log)"
		chmod 644 $who.key
	done
	printf 'listener 8883 127.0.0.1\nallow_anonymous true\ncertfile %s\nkeyfile %s\nlistener 1885 127.0.0.1\n' \
		"$PWD/ours.crt" "$PWD/ours.key" >mosquitto.conf
	mosquitto -c mosquitto.conf >mosquitto.log 2>&1 &
	broker=$!
	tell --set mqtt.broker=mqtts://127.0.0.1:8883 --set mqtt.ca=other.crt
	wait_for 30 has NR-MQTT mqtt.log
	expect "lines about another certificate" "$(grep -c NR-MQTT mqtt.log)" 1
	kill -TERM $mqtt
	wait $mqtt
	tell --set mqtt.broker=mqtts://127.0.0.1:8883 --set mqtt.ca=ours.crt -v
	wait_for 30 has 'the broker answers; the journal goes on' mqtt.log
	all_told() {
		grep -q "\"seq\":$(tail -n 1 state/journal.jsonl | sed 's/.*"seq":\([0-9]*\).*/\1/')" state/mqtt.cursor 2>/dev/null
	}
	wait_for 30 all_told

	# What is no message of ours: one line, and the rest is shown.
	mosquitto_pub -h 127.0.0.1 -p 1885 -r -t netrecover/other/state -m '{"schema":2,"state":"running"}'
	mosquitto_pub -h 127.0.0.1 -p 1885 -r -t netrecover/broken/state -m rubbish
	printf '\377\376' | mosquitto_pub -h 127.0.0.1 -p 1885 -r -t netrecover/bytes/state -s
	"$netrecover" -c bench.ini fleet 127.0.0.1:1885 --json >fleet.log 2>fleet.err || fail "fleet ended with $?"
	flat=$(tr -d ' \n' <fleet.log)
	expect "lines about messages" "$(grep -c NR-MQTT fleet.err)" 3
	has 'other/state: it is of version 2, and this program reads 1' fleet.err || fail "$(cat fleet.err)"
	echo "$flat" | grep -q '"bench":"other","state":"unclear"' || fail "the other version is not shown: $flat"
	echo "$flat" | grep -q '"name":"SEP001B54AA0001"' || fail "the phone is not shown: $flat"
	kill -TERM $mqtt
	wait $mqtt
	kill -TERM $broker
else
	say "TLS was not tried: no openssl, or no mosquitto"
fi
kill -TERM "$bench_pid"
end_bench
expect "the bench" "$bench_status" 0
! has NR-MQTT bench.log || fail "the bench heard of it"
say "silent, rubbish, refuses, closes, confirms nothing"
