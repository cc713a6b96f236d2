#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Three benches send their journals by the rsyslog of each to a centre, with the configurations of
# conf/examples: the centre is down at first, comes, is killed in the middle of the recoveries, and comes
# again.  Each line arrives; what arrives twice counts once.
. "$(dirname "$0")/lib.sh"
. "$top_srcdir/tests/stories/fleet-lib.sh"
need rsyslogd
for so in imfile imrelp omrelp; do
	find /usr/lib /usr/lib64 -name $so.so 2>/dev/null | grep -q . || skip "needs rsyslog with $so (Debian: rsyslog-relp)"
done

make_benches
mkdir -p centre
# The recipes, with the folders and the port of this story.
sed -e "s,/var/log/netrecover/,$PWD/centre/," "$top_srcdir/conf/examples/rsyslog-centre.conf" >centre.conf
for n in 1 2 3; do
	mkdir -p "spool$n"
	{
		echo "global(workDirectory=\"$PWD/spool$n\")"
		sed -e "s,/var/lib/netrecover/\*/,$PWD/b$n/state/," -e 's,centre.example,127.0.0.1,' \
			-e "s,/var/spool/rsyslog,$PWD/spool$n," -e 's,resumeInterval="5",resumeInterval="1",' \
			"$top_srcdir/conf/examples/rsyslog-bench.conf"
	} >rsyslog$n.conf
	has "$PWD/b$n/state/journal.jsonl" rsyslog$n.conf || fail "the recipe has no journal"
	rsyslogd -N1 -f "$PWD/rsyslog$n.conf" >rsyslog.check 2>&1 || fail "$(cat rsyslog.check)"
done
show_on_fail="differ centre.log rsyslog1.log b1/log"

# the_centre: start it
the_centre() {
	rsyslogd -n -f "$PWD/centre.conf" -i "$PWD/centre.pid" >>centre.log 2>&1 &
	centre=$!
}
for n in 1 2 3; do
	bench_n $n
	rsyslogd -n -f "$PWD/rsyslog$n.conf" -i "$PWD/rsyslog$n.pid" >rsyslog$n.log 2>&1 &
	eval "rsyslog$n=$!"
done
for n in 1 2 3; do
	phones_n $n
done
wait_for 60 in_the_middle
[ -z "$(find centre -name '*.jsonl')" ] || fail "something arrived while the centre was down"
the_centre
some_arrived() {
	[ "$(cat centre/*.jsonl 2>/dev/null | grep -c .)" -gt 30 ]
}
wait_for 60 some_arrived
kill -KILL $centre
wait $centre 2>/dev/null
wait_for 120 all_done
stop_benches
the_centre
all_arrived() {
	told rsyslog centre/*.jsonl
}
wait_for 90 all_arrived
"$netrecover" -c b1/bench.ini fleet --journals centre --json >fleet.json || fail "fleet ended with $?"
flat=$(tr -d ' \n' <fleet.json)
for n in 1 2 3; do
	echo "$flat" | grep -q "\"bench\":\"bench-$n\",\"state\":\"stopped\"" || fail "bench-$n: $flat"
done
expect "phones done" "$(echo "$flat" | grep -o '"state":"done"' | grep -c .)" 6
expect "lines that are missing" "$(echo "$flat" | grep -o '"missing":[0-9]*' | sort -u)" '"missing":0'
"$netrecover" -c b1/bench.ini report --journals centre --csv >report.csv || fail "report ended with $?"
expect "phones in the report" "$(grep -c '^bench-[123],.*,done,' report.csv)" 6
kill -TERM $centre $rsyslog1 $rsyslog2 $rsyslog3
say "$lines lines of three benches, $doubles of them twice"
