#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The page of a bench: it is on loopback and never on the wire of the phones, says what the
# bench says to all who look by one connection to it, survives a restart of the bench, and
# answers nothing but its own page.  Its process has no rights; what it reads cannot change
# anything.
. "$(dirname "$0")/lib.sh"
need curl
[ -x "$top_builddir/netrecover-web" ] || skip "netrecover-web was not built (--without-web)"

call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S
ip link add lan0 type veth peer name lan1 && ip address add 192.0.2.5/24 dev lan0 && ip link set lan0 up && ip link set lan1 up
ip address add 10.88.0.1/24 dev bench0
show_on_fail="web.log one two"

# refused ADDRESS:PORT STATUS
refused() {
	"$netrecover" -c bench.ini web --listen "$1" >refused.log 2>&1
	expect "web --listen $1" $? "$2"
}
refused 0.0.0.0:8080 4
refused 10.77.0.1:8080 4
refused 10.77.0.99:8080 4
refused 10.88.0.1:8080 4
has bench0 refused.log || fail "it does not say which interface"
refused '[::]:8080' 4
refused 127.0.0.1 2
refused 192.0.2.99:8080 1

"$netrecover" -c bench.ini -v web --listen 127.0.0.1:8080 >web.log 2>&1 &
web=$!
url=http://127.0.0.1:8080
# code ARGUMENT...: the status of the answer
code() {
	curl -s -o /dev/null -m 5 -w '%{http_code}' "$@"
}
there() {
	[ "$(code $url/)" = 200 ]
}
wait_for 10 there
has "the page is at $url/" web.log || fail "it does not say where it is"

# look NAME: a page that is open; what it is told goes to the file
look() {
	curl -sN $url/events >"$1" 2>/dev/null &
}
look one
wait_for 10 has '"lost":"no bench runs"' one
bench
wait_for 10 has '"lost":null' one
look two
wait_for 10 has '"interface":"bench0"' two
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S,until=SCCP45.9-4-2SR3-1S
for who in one two; do
	wait_for 60 has '"name":"SEP001B54AA0001"' $who
	wait_for 60 has '"group":1' $who
	wait_for 60 has '"advice":"safe to move"' $who
done
has '"group":3' one || fail "a phone that is done is in another group"

# One connection, however many look: the bench's end of it and the socket that listens.
expect "connections to the bench" "$(grep -c 'netrecover-view.sock$' /proc/net/unix)" 2

# The bench restarts.
kill -TERM "$bench_pid"
end_bench
expect "the bench" "$bench_status" 0
wait_for 10 has '"lost":"\(the bench has stopped\|no bench runs\)"' two
lines=$(wc -l <two)
bench
again() {
	tail -n +"$lines" two | grep -q '"lost":null'
}
wait_for 10 again

# What is not answered.
headers=$(curl -sI $url/)
for word in "default-src 'none'" "script-src 'sha256-" "frame-ancestors 'none'" nosniff no-store same-origin; do
	echo "$headers" | grep -q "$word" || fail "the headers lack $word"
done
[ "$(curl -s $url/ | grep -cE '(src|href)="?(https?:)?//|innerHTML|eval\(|onclick=')" = 0 ] ||
	fail "the page has something from outside, or builds markup of texts"
expect "another name" "$(code -H 'Host: bench.example' $url/)" 403
expect "a name that was made to lead here" "$(code -H 'Host: evil.example:8080' $url/events)" 403
expect "its own name" "$(code -H "Host: $(uname -n):8080" $url/)" 200
expect "localhost" "$(code -H 'Host: localhost:8080' $url/)" 200
expect "another page" "$(code -H 'Origin: http://evil.example' $url/events)" 403
expect "another site" "$(code -H 'Sec-Fetch-Site: cross-site' $url/events)" 403
expect "another path" "$(code $url/journal.jsonl)" 404
expect "above it" "$(code --path-as-is $url/../bench.ini)" 404
expect "a POST" "$(code -d x=1 $url/)" 405
expect "a PUT" "$(code -X PUT $url/events)" 405
expect "no host" "$(code -0 -H 'Host:' $url/)" 403

# From the wire nobody gets in, though the address is this machine's.
if ip address show lan0 2>/dev/null | grep -q 192.0.2.5; then
	"$netrecover" -c bench.ini web --listen 192.0.2.5:8081 >web2.log 2>&1 &
	web2=$!
	lan_there() {
		[ "$(code http://192.0.2.5:8081/)" = 200 ]
	}
	wait_for 10 lan_there
	on_port ip address add 10.77.0.50/24 dev port0
	on_port ip route add 192.0.2.0/24 via 10.77.0.1 2>/dev/null
	on_port curl -s -m 3 -o /dev/null http://192.0.2.5:8081/ && fail "a phone could read the page"
	kill -TERM $web2
	wait $web2
else
	fail "no second interface here"
fi

# Too many: the others keep their page.
n=0
while [ $n -lt 34 ]; do
	curl -sN -o /dev/null $url/events &
	n=$((n + 1))
done
full() {
	[ "$(code $url/events)" = 503 ]
}
wait_for 10 full
expect "the page itself" "$(code $url/)" 200

# Rights and hands.
if [ "$(id -u)" = 0 ] && ! has '^user = root' bench.ini; then
	expect "its user" "$(sed -n 's/^Uid:[[:space:]]*\([0-9]*\).*/\1/p' /proc/$web/status)" "$(id -u nobody)"
fi
for set in CapPrm CapEff CapInh CapAmb; do
	expect $set "$(sed -n "s/^$set:[[:space:]]*//p" /proc/$web/status)" 0000000000000000
done
expect NoNewPrivs "$(sed -n 's/^NoNewPrivs:[[:space:]]*//p' /proc/$web/status)" 1
# to_view VERB...: the order goes to the socket that the page reads
to_view() {
	"$netrecover" -c bench.ini --set bench.control=netrecover-view.sock "$@" >answer 2>&1
}
for order in "hold all" "resume guard" "retry SEP001B54AA0001" "forget SEP001B54AA0001" "note SEP001B54AA0001 x" \
	"label SEP001B54AA0001" "hold SEP001B54AA0001"; do
	# shellcheck disable=SC2086
	to_view $order && fail "the socket for looking took: $order"
	has 'this socket only shows' answer || fail "$order: $(cat answer)"
done
to_view status || fail "the socket for looking does not show: $(cat answer)"
status_json | grep -q '"state":"held"' && fail "somebody was held"

kill -INT $web
wait $web
expect "the end of the page" $? 130
[ -S netrecover-view.sock ] || fail "the page took the bench's socket away"
kill -TERM "$bench_pid"
end_bench
[ ! -e netrecover-view.sock ] || fail "the socket for looking stays behind"
say "one connection, $(grep -c '^event:' one) events"
