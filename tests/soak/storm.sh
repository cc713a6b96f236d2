#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# 20,000 mutated frames a second from 1,000 senders, for a minute; a phone that is on the bench meanwhile takes at most
# 1.5 times as long as in silence, memory stays bounded, and a coded line says what goes on.
# $RATE, $STORM seconds.
#
#   top_builddir=BUILD tests/soak/storm.sh
STORY_LIMIT=${STORY_LIMIT:-600}
export STORY_LIMIT RATE STORM
. "$(dirname "$0")/../stories/lib.sh"
storm=$top_builddir/tests/soak/storm
[ -x "$storm" ] || skip "$storm is not built"
goal=SCCP45.9-4-2SR3-1S
start=SCCP45.8-3-3S
seeds=$top_srcdir/tests/fuzz/seeds/sniff
KIB=256 SPEED=10
call_manager 435=$goal
write_ini </dev/null
firmware SCCP45.8-5-2S $goal

rss() {
	sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$bench_pid/status"
}
took() {
	set -- $(pace "$1")
	echo "$1"
}

bench
phones --phone mac=001B54AA0001,model=7945,load=$start,until=$goal
phones_arrived
quiet=$(took SEP001B54AA0001)
before=$(rss)

mac=$(ip -o link show dev bench0 | sed 's/.*link.ether \([0-9a-f:]*\).*/\1/')
nsenter -t "$outside" -n "$storm" port0 "$mac" "${RATE:-20000}" "${STORM:-60}" "$seeds/arp" "$seeds/cdp" "$seeds/discover" \
	"$seeds/init-reboot" "$seeds/lldp" "$seeds/rrq" "$seeds/rrq-nul" "$seeds/sccp" "$seeds/sip" "$seeds/syn" >storm.out &
storm_pid=$!
phones --phone mac=001B54AA0001,model=7945,load=$start,until=$goal
phones_arrived
storming=$(took SEP001B54AA0001)
kill -0 "$storm_pid" 2>/dev/null || say "the storm was over first: make it longer"
wait "$storm_pid" || fail "storm"
after=$(rss)
say "$(cat storm.out): the phone took $quiet ms in silence, $storming ms in the storm; $before KiB, then $after KiB"
grep -o 'NR-CROWD.*\|NR-POOL.*' bench.log | head -n 2 >codes
[ -s codes ] || fail "nothing says what goes on"
say "$(head -n 1 codes)"
[ $((storming * 10)) -le $((quiet * 15)) ] || fail "more than 1.5 times"
[ "$after" -lt $((before + 65536)) ] || fail "64 MiB more"
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
