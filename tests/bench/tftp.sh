#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
#
# tftp.sh -- TFTP servers side by side: CPU per block, latency, a boot storm, loss.
#
# Each server runs in a network namespace of its own, joined by a veth pair to the
# load's; server on CPU 0, load on CPU 1; the servers take turns and the median of
# the rounds counts.  Only ratios within one run mean anything.
#
# usage, as root, from the build folder:  [ROUNDS=3] [SECONDS_EACH=4] [SERVERS="..."]
#        [SCENES="..."] tests/bench/tftp.sh
set -eu

build=${top_builddir:-.}
rounds=${ROUNDS:-3}
seconds=${SECONDS_EACH:-4}
servers=${SERVERS:-"responder harness netrecover dnsmasq tftpd-hpa atftpd"}
scenes=${SCENES:-"1 8 64 256 1000 storm slow loss phones"}
ns=nrbench$$
server=10.99.0.1
load=10.99.64.1
size=8400000
dir=$(mktemp -d)
pid=

stop() {
	if [ -n "$pid" ]; then
		kill "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
		pid=
	fi
}

clean() {
	stop
	ip netns del "$ns-s" 2>/dev/null || :
	ip netns del "$ns-c" 2>/dev/null || :
	rm -rf "$dir"
}

say_why_not() {
	echo "$1" >&2
	exit 77
}

[ "$(id -u)" = 0 ] || say_why_not "tftp.sh makes network namespaces: run it as root"
[ -x "$build/tests/bench/tftpload" ] ||
	say_why_not "first: make tests/bench/tftpload tests/bench/responder tests/bench/tftp-harness"
if [ "$(nproc)" -gt 1 ]; then
	on_server="taskset -c 0" on_load="taskset -c 1"
else
	on_server= on_load=
fi
trap clean EXIT
trap 'exit 130' INT TERM
ip netns add "$ns-s"
ip netns add "$ns-c"
ip -n "$ns-s" link add bench0 type veth peer name phones0 netns "$ns-c"
ip -n "$ns-s" addr add $server/16 dev bench0
ip -n "$ns-c" addr add $load/16 dev phones0
for n in s c; do ip -n "$ns-$n" link set lo up; done
ip -n "$ns-s" link set bench0 up
ip -n "$ns-c" link set phones0 up

mkdir "$dir/files" "$dir/state"
head -c $size /dev/urandom >"$dir/files/image.sbn"
head -c 1100 /dev/urandom >"$dir/files/term.loads"
chmod -R a+rX "$dir"
cat >"$dir/bench.ini" <<INI
[bench]
interface = bench0
address = $server/16
library = files
state = state
control = netrecover.sock
plugins = tftp
serve = all
[tftp]
INI

# Start server $1 for file $2; $pid is the process that does the work.
start() {
	in="ip netns exec $ns-s $on_server"
	case $1 in
	responder)  $in "$build/tests/bench/responder" $server 69 "$dir/files/$2" & ;;
	harness)    $in "$build/tests/bench/tftp-harness" bench0 $server 69 "$dir/files/$2" & ;;
	netrecover) $in "$build/netrecover" -c "$dir/bench.ini" & ;;
	dnsmasq)    $in dnsmasq --keep-in-foreground --port=0 --enable-tftp --tftp-root="$dir/files" \
			--tftp-max=2000 --conf-file=/dev/null --pid-file= --user=root \
			--interface=bench0 --bind-interfaces --log-facility="$dir/dnsmasq.log" & ;;
	tftpd-hpa)  $in in.tftpd --foreground --address $server:69 --secure "$dir/files" & ;;
	atftpd)     $in atftpd --daemon --no-fork --bind-address $server --maxthread 2000 \
			"$dir/files" & ;;
	esac >"$dir/log" 2>&1
	pid=$!
	for _ in $(seq 100); do
		kill -0 "$pid" 2>/dev/null || break
		if ip netns exec "$ns-s" grep -q ':0045 ' /proc/net/udp; then
			return 0
		fi
		sleep 0.05
	done
	echo "$1 did not start: $(tail -n 1 "$dir/log")" >&2
	stop
	return 1
}

have() {
	case $1 in
	responder)  test -x "$build/tests/bench/responder" ;;
	harness)    test -x "$build/tests/bench/tftp-harness" ;;
	netrecover) test -x "$build/netrecover" ;;
	tftpd-hpa)  command -v in.tftpd >/dev/null ;;
	*)          command -v "$1" >/dev/null ;;
	esac
}

# Run scene $1 against the server that is up.
scene() {
	in="ip netns exec $ns-c $on_load timeout 120 $build/tests/bench/tftpload -P $pid"
	case $1 in
	storm) $in -n 1000 -f term.loads -e 1100 $server ;;
	slow)  $in -n 256 -w 20 -d "$seconds" -f image.sbn $server ;;
	loss)  $in -n 64 -l 1 -r -f part.sbn -e 262144 $server ;;
	phones) $in -n 64 -f image.sbn -e $size $server ;;
	*)     $in -n "$1" -d "$seconds" -f image.sbn $server ;;
	esac || :
}

file_of() {
	case $1 in
	storm) echo term.loads ;;
	loss) echo part.sbn ;;
	*) echo image.sbn ;;
	esac
}
head -c 262144 "$dir/files/image.sbn" >"$dir/files/part.sbn"
chmod a+r "$dir/files/part.sbn"

for round in $(seq "$rounds"); do
	for s in $scenes; do
		for name in $servers; do
			have "$name" || continue
			# The responder has no resend.
			[ "$s $name" != "loss responder" ] || continue
			start "$name" "$(file_of "$s")" || continue
			echo "scene=$s server=$name $(scene "$s")" >>"$dir/results"
			stop
		done
	done
	echo "round $round of $rounds" >&2
done

# Medians of each figure, and the ratio of CPU per block to the responder's.
awk -v scenes="$scenes" -v servers="$servers" '
{
	split("", f)
	for (i = 1; i <= NF; i++) {
		split($i, kv, "=")
		f[kv[1]] = kv[2]
	}
	k = f["scene"] " " f["server"]
	n[k]++
	for (key in f)
		v[k, key, n[k]] = f[key]
}
function median(k, key,   a, i, j, t) {
	for (i = 1; i <= n[k]; i++)
		a[i] = v[k, key, i] + 0
	for (i = 2; i <= n[k]; i++)
		for (j = i; j > 1 && a[j] < a[j - 1]; j--) {
			t = a[j]; a[j] = a[j - 1]; a[j - 1] = t
		}
	return n[k] % 2 ? a[(n[k] + 1) / 2] : (a[n[k] / 2] + a[n[k] / 2 + 1]) / 2
}
END {
	printf "%-6s %-11s %9s %8s %6s %7s %9s %9s %10s %6s %6s %8s %9s\n", "scene", "server",
		"blocks/s", "us/block", "ratio", "s/GB", "ack p50", "ack p99", "first p99", "failed",
		"twice", "whole ms", "anon KiB"
	ns = split(scenes, s, " ")
	nv = split(servers, w, " ")
	for (i = 1; i <= ns; i++)
		for (j = 1; j <= nv; j++) {
			k = s[i] " " w[j]
			if (!n[k])
				continue
			base = n[s[i] " responder"] ? median(s[i] " responder", "cpu_us_per_block") : 0
			cpu = median(k, "cpu_us_per_block")
			printf "%-6s %-11s %9.0f %8.2f %6s %7.1f %9.3f %9.3f %10.3f %6d %6d %8.1f %9d\n",
				s[i], w[j], median(k, "blocks_per_s"), cpu,
				base ? sprintf("%.2f", cpu / base) : "-",
				median(k, "cpu_s_per_gb"), median(k, "answer_p50_ms"),
				median(k, "answer_p99_ms"), median(k, "first_p99_ms"),
				median(k, "failed"), median(k, "asked_twice"),
				median(k, "whole_p50_ms"), median(k, "anon_kib")
		}
	print "latency in milliseconds; whole: median of complete files (loss: 262,144 bytes; phones: 8,400,000)"
}' "$dir/results"
