#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A source address of UDP is what its sender wrote.  Nothing is sent to an address off the
# wire, though a route leads there, nor to one on it where nobody is; who is there is
# served meanwhile.
. "$(dirname "$0")/lib.sh"
need curl
forge=$top_builddir/tests/stories/forge
[ -x "$forge" ] || skip "$forge is not built"

call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S
sed -i 's/^\[dhcp\]/serve = all\n[dhcp]/' bench.ini
bench
on_port ip addr add 10.77.0.99/24 dev port0
on_port curl -s --max-time 5 -o got "tftp://10.77.0.1/SCCP45.9-4-2SR3-1S.loads" ||
	fail "who is there gets no file"
# A way out of this machine, which the bench refuses at its start.
ip route add default via 10.77.0.99 || fail "no default route"
for from in 192.0.2.7 10.77.0.77 10.77.0.255; do
	for name in SCCP45.9-4-2SR3-1S.loads not-there; do
		n=$(on_port "$forge" port0 $from 10.77.0.1 10.77.0.99 $name 50) || fail "forge $from $name"
		expect "datagrams to $from" "$n" 0
	done
done
wait_for 10 has 'nobody there has a lease or answers ARP' bench.log
kill -TERM "$bench_pid"
end_bench
