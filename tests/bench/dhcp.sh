#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck disable=SC2086  # words are meant to split
# DHCP exchanges/s of this tree beside others, in one run, in namespaces of its own.
#
#   make tests/bench/dhcpload tests/bench/dhcpresponder && tests/bench/dhcp.sh [-t SECONDS] [-r ROUNDS] [-w WINDOW] [COMMAND [ARGUMENT...]]
#
# Servers take turns: the least that a server can do (dhcpresponder), netrecover with every
# plugin and its sandbox, dnsmasq and Kea (when installed), and COMMAND, which must serve 10.77.0.0/16 on
# the interface "bench" (10.77.0.1) and stay in the foreground.  Only ratios
# within one run mean anything.
#
# Environment: top_builddir (default: here), NETRECOVER (default: the one built),
# CLIENTS (default: 200 2000 20000), IDLE (default: 0): so many seconds are watched while 1,000
# phones that have their address do nothing, with a capture being written.  FIRST (default: 0): so
# often the bench is started with its guard on, until a phone that asks all the time has an address.
if [ "$DHCP_BENCH" != inside ]; then
	top_builddir=${top_builddir:-$PWD}
	export top_builddir DHCP_BENCH=inside
	for how in -nm -rnm; do
		unshare $how true 2>/dev/null && exec unshare $how --propagation private "$0" "$@"
	done
	echo "namespaces are denied: run as root" >&2
	exit 77
fi

seconds=5 rounds=3 window=64
while getopts t:r:w: o; do
	case $o in
	t) seconds=$OPTARG ;;
	r) rounds=$OPTARG ;;
	w) window=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))

load=$top_builddir/tests/bench/dhcpload
[ -x "$load" ] || { echo "first: make tests/bench/dhcpload" >&2; exit 2; }
NETRECOVER=${NETRECOVER:-$top_builddir/netrecover}
# a libtool wrapper would be measured instead of the program
[ -x "$top_builddir/.libs/netrecover" ] && [ "$NETRECOVER" = "$top_builddir/netrecover" ] &&
	NETRECOVER=$top_builddir/.libs/netrecover
NETRECOVER_PLUGIN_PATH=$top_builddir/plugins/.libs:$top_builddir/plugins/models/.libs
export NETRECOVER_PLUGIN_PATH

dir=$(mktemp -d) || exit 1
server='' peer=''
finish() {
	[ -z "$server" ] || kill "$server" 2>/dev/null
	[ -z "$peer" ] || kill "$peer" 2>/dev/null
	rm -rf "$dir"
}
trap finish EXIT
trap 'exit 130' INT TERM

mkdir "$dir/firmware" "$dir/state"
chmod 755 "$dir"
cat >"$dir/bench.ini" <<EOS
[bench]
interface = bench
address = 10.77.0.1/16
library = firmware
state = state
control = netrecover.sock
target = newest
user = root
[dhcp]
pool = 10.77.16.0-10.77.127.255
guard = off
EOS

unshare -n sleep 86400 &
peer=$!
own=$(readlink /proc/self/ns/net)
while [ "$(readlink "/proc/$peer/ns/net")" = "$own" ]; do :; done
ip link set lo up
ip link add bench type veth peer name phones netns "$peer" || exit 1
ip addr add 10.77.0.1/16 dev bench
ip link set bench up
inside() { nsenter -t "$peer" -n "$@"; }
inside ip link set phones up

# The server on one processor, the load on another.
on_first='' on_second=''
if command -v taskset >/dev/null && [ "$(nproc)" -gt 1 ]; then
	on_first='taskset -c 0' on_second='taskset -c 1'
fi

serve_netrecover() { exec $on_first "$NETRECOVER" -q -c "$dir/bench.ini" run; }
serve_responder() { exec $on_first "$top_builddir/tests/bench/dhcpresponder" bench 10.77.0.1 10.77.1.0; }
serve_dnsmasq() {
	exec $on_first dnsmasq -d -C /dev/null -p 0 -i bench --bind-interfaces --dhcp-authoritative \
		--dhcp-range=10.77.16.0,10.77.127.255,10m --dhcp-lease-max=100000 --no-ping \
		--leasefile-ro --quiet-dhcp --log-facility="$dir/dnsmasq.log" --dhcp-option=150,10.77.0.1
}
serve_kea() {
	cat >"$dir/kea.json" <<EOS
{ "Dhcp4": {
  "interfaces-config": { "interfaces": [ "bench" ], "dhcp-socket-type": "raw" },
  "lease-database": { "type": "memfile", "persist": false },
  "valid-lifetime": 600, "multi-threading": { "enable-multi-threading": false },
  "option-def": [ { "name": "tftp-150", "code": 150, "space": "dhcp4", "type": "ipv4-address" } ],
  "subnet4": [ { "id": 1, "subnet": "10.77.0.0/16", "interface": "bench",
    "pools": [ { "pool": "10.77.16.0 - 10.77.127.255" } ],
    "option-data": [ { "name": "tftp-150", "data": "10.77.0.1" } ] } ],
  "loggers": [ { "name": "kea-dhcp4", "severity": "ERROR", "output_options": [ { "output": "stderr" } ] } ]
} }
EOS
	export KEA_PIDFILE_DIR="$dir" KEA_LOCKFILE_DIR="$dir"
	exec $on_first kea-dhcp4 -c "$dir/kea.json"
}
serve_other() { exec $on_first "$@"; }

# Start "serve_$1"; wait until it answers one phone.
start() {
	name=$1; shift
	"serve_$name" "$@" >"$dir/$name.out" 2>&1 &
	server=$!
	tries=0
	until inside "$load" -n 1 -x 1 -t 2 phones >/dev/null 2>&1; do
		tries=$((tries + 1))
		if [ $tries -gt 20 ] || ! kill -0 "$server" 2>/dev/null; then
			echo "$name does not serve: $(tail -n 3 "$dir/$name.out")"
			stop
			return 1
		fi
	done
	kill -0 "$server" 2>/dev/null || { echo "$name is gone, and somebody else answers"; return 1; }
}
stop() {
	kill "$server" 2>/dev/null
	wait "$server" 2>/dev/null
	server=
}

servers=
[ ! -x "$top_builddir/tests/bench/dhcpresponder" ] || servers=responder
[ ! -x "$NETRECOVER" ] || servers="$servers netrecover"
command -v dnsmasq >/dev/null && servers="$servers dnsmasq"
command -v kea-dhcp4 >/dev/null && servers="$servers kea"
[ $# = 0 ] || servers="$servers other"

for clients in ${CLIENTS-200 2000 20000}; do
	: >"$dir/figures"
	round=0
	while [ $round -lt "$rounds" ]; do
		round=$((round + 1))
		for s in $servers; do
			start "$s" "$@" || continue
			inside $on_second "$load" -n $clients -w "$window" -t "$seconds" -p "$server" phones >"$dir/line"
			echo "$s $clients phones: $(cat "$dir/line")"
			sed "s/^exchanges.s \([0-9]*\) .*server CPU \([0-9.]*\).*/$s \1 \2/" "$dir/line" >>"$dir/figures"
			stop
		done
	done
	echo "medians with $clients phones: exchanges/s, ms of CPU per 1000"
	for s in $servers; do
		for column in 2 3; do
			grep "^$s " "$dir/figures" | cut -d' ' -f$column | sort -n |
				awk '{ a[NR] = $1 } END { if (NR) print a[int((NR + 1) / 2)] }'
		done | paste -s - | awk -v s="$s" 'NF { printf "  %-12s %8d %8.1f\n", s, $1, $2 }'
	done
done

# Processor time in ns (proc(5), schedstat), and how often it went to sleep by itself.
used() {
	cut -d' ' -f1 "/proc/$server/schedstat"
	awk '/^voluntary_ctxt_switches/ { print $2 }' "/proc/$server/status"
}

# So many seconds are what is measured.
watch() {
	left=$1
	while [ "$left" -gt 0 ]; do
		sleep 1
		left=$((left - 1))
	done
}

if [ "${IDLE:-0}" -gt 0 ]; then
	mkdir "$dir/capture"
	printf '[pcap]\ncapture = %s/capture\n' "$dir" >>"$dir/bench.ini"
	start netrecover || exit 1
	inside $on_second "$load" -n 1000 -x 1000 -t 60 phones >/dev/null
	watch 5
	before=$(used) from=$(date +%s%N)
	watch "$IDLE"
	after=$(used) to=$(date +%s%N)
	echo "$before $after $from $to" | tr '\n' ' ' | awk '{ s = ($6 - $5) / 1e9
		printf "idle with 1000 phones: %.2f %% of a processor, %.1f wake-ups a second\n",
			($3 - $1) / 1e9 / s * 100, ($4 - $2) / s }'
	stop
fi

n=0
while [ $n -lt "${FIRST:-0}" ]; do
	n=$((n + 1))
	sed -i 's/^guard = off/guard = on/' "$dir/bench.ini"
	from=$(date +%s%N)
	serve_netrecover >"$dir/first.out" 2>&1 &
	server=$!
	until inside "$load" -n 1 -x 1 -t 20 phones >/dev/null 2>&1; do
		kill -0 "$server" 2>/dev/null || { cat "$dir/first.out"; exit 1; }
	done
	echo "first $((($(date +%s%N) - from) / 1000000)) ms"
	stop
done
