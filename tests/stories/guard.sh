#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Another DHCP server is on the wire: the bench names it and does not start.
. "$(dirname "$0")/lib.sh"
need dnsmasq

GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S

on_port ip addr add 10.77.0.254/24 dev port0
on_port dnsmasq -d -C /dev/null -p 0 -i port0 --bind-interfaces --no-ping \
	--dhcp-range=10.77.0.100,10.77.0.150,10m --dhcp-leasefile="$PWD/leases" >dnsmasq.log 2>&1 &
wait_for 10 has 'DHCP, IP range' dnsmasq.log

bench
end_bench
expect "exit status" "$bench_status" 4
has 10.77.0.254 bench.log || fail "the other server is not named"
journal | grep -q '"event":"guard.tripped"' || fail "guard.tripped is not in the journal"

# It can be told not to look.
GUARD=off
write_ini </dev/null
rm -rf state
bench
kill -TERM "$bench_pid"
end_bench
expect "exit status without guard" "$bench_status" 0
