#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The figures of a bench reach Prometheus by the node exporter's textfile collector, as in
# conf/examples: while it is away the bench goes on, and when it comes it shows what is so then.
. "$(dirname "$0")/lib.sh"
need curl
exporter=$(command -v prometheus-node-exporter || command -v node_exporter) ||
	skip "needs the node exporter (Debian: prometheus-node-exporter)"

goal=SCCP45.9-4-2SR3-1S
mkdir -p textfile
chmod 777 textfile
call_manager 435=$goal
write_ini </dev/null
sed -i "s,^state = .*,&\nmetrics = $PWD/textfile/netrecover.prom," bench.ini
firmware SCCP45.8-5-2S $goal
show_on_fail="exporter.log metrics"

# The words of the recipe, for this folder.
words=$(sed -n 's/^ARGS="\(.*\)"$/\1/p' "$top_srcdir/conf/examples/node-exporter.conf" |
	sed "s,=/var/lib/prometheus/node-exporter,=$PWD/textfile,")
[ -n "$words" ] || fail "the recipe has no ARGS"
the_exporter() {
	# shellcheck disable=SC2086 # words
	"$exporter" $words --web.listen-address=127.0.0.1:9100 >>exporter.log 2>&1 &
	pid=$!
}
# says TEXT: the exporter does, now
says() {
	curl -s -m 5 http://127.0.0.1:9100/metrics >metrics 2>/dev/null
	grep -q "^$1" metrics
}
bench
the_exporter
wait_for 30 says 'netrecover_phones{.*state="done".*} 0'
has 'node_textfile_scrape_error 0' metrics || fail "it could not read the file: $(grep textfile metrics)"
kill -KILL $pid
wait $pid 2>/dev/null
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,until=$goal
phones_arrived
wait_for 30 event_seen phone.done
the_exporter
wait_for 30 says 'netrecover_phones{.*state="done".*} 1'
kill -TERM "$bench_pid"
end_bench
expect "the bench" "$bench_status" 0
kill -TERM $pid
say "$(grep -c '^netrecover_' metrics) figures"
