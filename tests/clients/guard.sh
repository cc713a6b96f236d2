#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# guard = on: where dnsmasq serves already, the bench does not start (exit 4)
# and names it; where nobody does, it starts.
. "${top_srcdir:?}/tests/clients/lib.sh"
need dnsmasq dnsmasq-base
enter "$@"

dnsmasq_listens() {
	kill -0 "$dnsmasq" 2>/dev/null || fail "dnsmasq ended: $(cat "$work/dnsmasq.log")"
	in_client cat /proc/net/udp | grep -q ':0043 '
}

in_client ip address add 10.77.0.2/24 dev phone0
in_client dnsmasq --no-daemon --conf-file=/dev/null --port=0 --interface=phone0 --bind-interfaces \
	--user=root --group= --dhcp-authoritative --no-ping --dhcp-range=10.77.0.210,10.77.0.220,2m \
	--dhcp-leasefile="$work/dnsmasq.leases" --pid-file= >"$work/dnsmasq.log" 2>&1 &
dnsmasq=$!
until_true 10 dnsmasq_listens || fail "dnsmasq does not listen: $(cat "$work/dnsmasq.log")"

write_config phones on
timeout 60 "$netrecover" -c "$work/bench.ini" run >"$work/bench.log" 2>&1 </dev/null
status=$?
[ $status -eq 4 ] || fail "beside another DHCP server it ends with $status, not 4"
grep -q '10\.77\.0\.2' "$work/bench.log" || fail "the other server is not named"
grep -q 'NR-ROGUE' "$work/bench.log" || fail "no NR-ROGUE in what it says"
! grep -q DHCPACK "$work/dnsmasq.log" || fail "the question took a lease from the other server"

kill "$dnsmasq"
wait "$dnsmasq" 2>/dev/null
"$netrecover" -c "$work/bench.ini" run >"$work/bench.log" 2>&1 </dev/null &
bench=$!
until_true 30 bench_answers || fail "alone it does not start"
grep -q '"guard": *"clear"' "$work/status.json" || fail "the guard is not clear: $(cat "$work/status.json")"
pass
