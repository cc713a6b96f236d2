#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Three benches tell a broker what they do, with the configuration of conf/examples: the broker is
# stopped in the middle of the recoveries, and killed once.  Each line of the journals arrives, what
# arrives twice counts once; the fleet shows three benches and all phones done, and a bench that is
# killed as gone.  OUTAGE=30 stops the broker for longer.
STORY_LIMIT=${STORY_LIMIT:-300}
. "$(dirname "$0")/lib.sh"
. "$top_srcdir/tests/stories/fleet-lib.sh"
need mosquitto mosquitto_sub mosquitto_pub mosquitto_passwd
[ -x "$top_builddir/netrecover-mqtt" ] || skip "netrecover-mqtt was not built (--without-mosquitto)"

# Slowly enough that a broker goes and comes meanwhile.
SPEED=20
make_benches '[mqtt]' 'broker = 127.0.0.1' 'password-file = password' 'keep-alive = 5s'
mkdir -p broker
chmod 777 broker
: >users
for n in 1 2 3; do
	echo "user = bench-$n" >>b$n/bench.ini
	echo "secret-of-$n" >b$n/password
	chmod 600 b$n/password
	mosquitto_passwd -b users bench-$n secret-of-$n 2>/dev/null || fail "mosquitto_passwd"
done
mosquitto_passwd -b users centre secret 2>/dev/null
chmod 644 users
cp "$top_srcdir/conf/examples/mosquitto.acl" acl
sed -e "s,/etc/mosquitto/netrecover.users,$PWD/users," -e "s,/etc/mosquitto/netrecover.acl,$PWD/acl," \
	-e "s,/var/lib/mosquitto/,$PWD/broker/," "$top_srcdir/conf/examples/mosquitto.conf" >mosquitto.conf
echo 'log_type all' >>mosquitto.conf
show_on_fail="differ sub.log mosquitto.log mqtt1.log fleet.log fleet.json b1/log"

the_broker() {
	mosquitto -c mosquitto.conf >>mosquitto.log 2>&1 &
	broker=$!
	broker_answers() {
		mosquitto_pub -h 127.0.0.1 -u centre -P secret -t nowhere -m x 2>/dev/null
	}
	wait_for 10 broker_answers
}
# The collector of the recipe: it keeps its place while it is away.
collect() {
	mosquitto_sub -h 127.0.0.1 -u centre -P secret -q 1 -c -i collector -k 5 -t 'netrecover/+/journal' >>all.jsonl 2>>sub.log &
	sub=$!
}
# ask_fleet: what it shows now, in fleet.json
ask_fleet() {
	"$netrecover" -c centre.ini fleet 127.0.0.1 --json 2>>fleet.log | tr -d ' \n' >fleet.json
}
{
	[ "$(awk 'NR == 1 { print $3 }' /proc/self/uid_map)" = 1 ] && printf '[bench]\nuser = root\n'
	printf '[mqtt]\nuser = centre\npassword-file = password\n'
} >centre.ini
echo secret >password
chmod 600 password

# The collector makes itself known before anybody tells: what nobody asked for yet no broker keeps.
the_broker
mosquitto_sub -h 127.0.0.1 -u centre -P secret -q 1 -c -i collector -t 'netrecover/+/journal' -E 2>>sub.log ||
	skip "needs mosquitto_sub of 2.0, which has -E"
kill -TERM $broker
wait $broker

# The broker is away at first.
for n in 1 2 3; do
	bench_n $n
	"$netrecover" -c b$n/bench.ini -v mqtt >mqtt$n.log 2>&1 &
	eval "mqtt$n=$!"
done
wait_for 20 has 'NR-MQTT' mqtt1.log
the_broker
collect
connected() {
	for n in 1 2 3; do
		has 'the broker answers; the journal goes on' mqtt$n.log || return 1
	done
}
wait_for 60 connected
for n in 1 2 3; do
	phones_n $n
done
# All three are connected, and in the middle.
some_arrived() {
	for n in 1 2 3; do
		[ "$(grep -c "\"bench\":\"bench-$n\"" all.jsonl)" -gt 20 ] || return 1
	done
}
wait_for 60 in_the_middle
wait_for 60 some_arrived
for n in 1 2 3; do
	tr '\0' ' ' <"/proc/$(eval echo "\$mqtt$n")/cmdline" | grep -q secret && fail "a password stands in the list of processes"
	tr '\0' ' ' <"/proc/$(eval echo "\$mqtt$n")/environ" 2>/dev/null | grep -q secret-of && fail "a password stands in the environment"
done

# Stopped in order, and away for a while.
kill -TERM $broker
wait $broker
until=$(($(date +%s) + ${OUTAGE:-3}))
outage_over() {
	[ "$(date +%s)" -ge "$until" ]
}
wait_for 60 outage_over
sent_before=$(grep -c . all.jsonl)
the_broker
more_arrived() {
	[ "$(grep -c . all.jsonl)" -gt "$sent_before" ] && [ "$(grep -c 'the broker answers; the journal' mqtt1.log)" = 2 ]
}
wait_for 60 more_arrived
# Killed: it comes back with what it wrote when it was stopped.
kill -KILL $broker
wait $broker 2>/dev/null
the_broker
wait_for 140 all_done
all_arrived() {
	told mqtt all.jsonl
}
wait_for 60 all_arrived
six_done() {
	ask_fleet
	[ "$(grep -o '"state":"done"' fleet.json | grep -c .)" = 6 ]
}
wait_for 40 six_done
expect "benches" "$(grep -o '"bench":"bench-[123]","state":"running"' fleet.json | sort -u | grep -c .)" 3

# The page of all of them: that of a bench.
if [ -x "$top_builddir/netrecover-web" ] && command -v curl >/dev/null 2>&1; then
	"$netrecover" -c centre.ini fleet 127.0.0.1 --listen 127.0.0.1:8080 >page.log 2>&1 &
	page=$!
	curl -sN --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:8080/events >events 2>/dev/null &
	events=$!
	page_shows() {
		grep -q '"bench":"3 benches"' events && [ "$(grep -o '"name":"SEP[0-9A-F]*"[^}]*"state":"done"' events |
			cut -d '"' -f 4 | sort -u | grep -c .)" = 6 ]
	}
	wait_for 40 page_shows
	if [ -n "${BROWSER-}" ] && command -v python3 >/dev/null 2>&1; then
		python3 "$top_srcdir/tests/browser/fleet.py" http://127.0.0.1:8080/ 3 6 ${PICTURE-} >browser.log 2>&1
		case $? in
		0|77) cat browser.log ;;
		*) fail "the page: $(cat browser.log)" ;;
		esac
	fi
	kill -INT $page
	wait $page
	expect "the end of the page" $? 130
	kill $events 2>/dev/null
	[ -z "$(find /tmp -maxdepth 1 -name 'netrecover-fleet-*' -newer centre.ini 2>/dev/null)" ] ||
		fail "the socket of the page stays behind"
fi

# Orders from outside: nobody listens.
for topic in netrecover/bench-1/command netrecover/bench-1/state/set netrecover/bench-1/hold; do
	mosquitto_pub -h 127.0.0.1 -u bench-1 -P secret-of-1 -t $topic -m 'hold all'
done
"$netrecover" -c b1/bench.ini status --json | grep -q '"held"' && fail "an order came through"
has 'Received SUBSCRIBE from collector' mosquitto.log || fail "the log of the broker does not say who subscribes"
has 'Received SUBSCRIBE from netrecover-bench' mosquitto.log && fail "a bench subscribes"

# A bench is killed: its teller says so at once; and both are: the broker does, by the last will.
kill -KILL "$(cat b2/pid)"
wait "$(cat b2/pid)" 2>/dev/null
gone() {
	ask_fleet
	grep -q "\"bench\":\"bench-$1\",\"state\":\"gone\"" fleet.json
}
wait_for 15 gone 2
kill -KILL "$(cat b3/pid)" "$mqtt3"
wait "$(cat b3/pid)" "$mqtt3" 2>/dev/null
wait_for 15 gone 3
grep -q '"bench":"bench-1","state":"running"' fleet.json || fail "bench-1 is not running"
kill -TERM "$(cat b1/pid)"
wait "$(cat b1/pid)"
stopped() {
	ask_fleet
	grep -q '"bench":"bench-1","state":"stopped"' fleet.json
}
wait_for 15 stopped
"$netrecover" -c centre.ini fleet 127.0.0.1 >fleet.txt 2>>fleet.log || fail "fleet"
has '3 benches, 2 gone, 6 phones' fleet.txt || fail "$(cat fleet.txt)"

# The way to the broker is the wire of the bench: refused.
"$netrecover" -c b1/bench.ini --set mqtt.broker=10.81.0.77 mqtt >refused.log 2>&1
expect "by the wire" $? 4
has 'the wire of the bench' refused.log || fail "$(cat refused.log)"
# Off unless configured.
"$netrecover" -c bench.ini mqtt >refused.log 2>&1
expect "without a broker" $? 2
kill -TERM "$mqtt1" "$mqtt2" "$sub" $broker
say "$lines lines of three benches, $doubles of them twice; $(grep -c 'NR-MQTT' mqtt1.log) lines about the broker"
