#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Each silence with its name and what to do, in the row of the phone, in the status and in the
# journal: no offer is taken, a fixed address, an alternate file server, a model that nobody knows,
# a firewall on this machine.  The phone that goes its way has no word of warning.
. "$(dirname "$0")/lib.sh"

call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S
deaf=SEP001B54AA0001
fixed=SEP001B54AA0002
elsewhere=SEP001B54AA0003
good=SEP001B54AA0005

# row NAME CODE WORDS [STATE]: so it stands in the status, in the row of the table, and says what to do
row() {
	"$netrecover" -c bench.ini status "$1" >row.out 2>&1 || return 1
	grep -q "^code  *$2\$" row.out && grep -qE "^message .*$3" row.out && grep -q '^remedy  *[A-Z]' row.out
}
explained() {
	show_on_fail="row.out"
	wait_for "$1" row "$2" "$3" "$4"
	status_json | grep -qE "\"name\":\"$2\"[^{}]*\"code\":\"$3\"[^{}]*\"remedy\":\"[A-Z]" ||
		fail "the status as JSON has no $3 with what to do for $2"
	{ events phone.stalled "$2"; events phone.stuck "$2"; } | grep -q "\"code\":\"$3\"" || fail "the journal has no $3 of $2"
}

bench
begun=$(date +%s)
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S,deaf \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-5-2S,fixed=10.77.0.240,cdp=5000 \
	--phone mac=001B54AA0003,model=7945,load=SCCP45.8-5-2S,tftp=10.77.0.250 \
	--phone mac=001B54AA0004,model=7945,load=SCCP45.8-5-2S,class=loader,nocdp,noreg \
	--phone mac=001B54AA0005,model=7945,load=SCCP45.8-5-2S
explained 30 $deaf NR-OFFER 'takes none of the offers'
explained 60 $elsewhere NR-NOTFTP 'asks 10.77.0.250 for its files, not the bench'
wait_for 60 event_seen phone.done $good

explained 90 $fixed NR-FIXED 'never asked for an address: it has a fixed one'
[ $(($(date +%s) - begun)) -ge 55 ] || fail "called fixed before a minute was over"
explained 60 SEP001B54AA0004 NR-MODEL 'nobody knows its model'
if events '' $good | grep -q '"code":"NR-[A-CE-Z]'; then
	fail "a warning about the phone that did well"
fi
kill "$phones_pid"
wait "$phones_pid"

say "a firewall"
if command -v nft >/dev/null && nft add table inet wall 2>/dev/null; then
	nft 'add chain inet wall in { type filter hook input priority 0; }'
	nft add rule inet wall in udp dport 69 drop
	phones --phone mac=001B54AA0006,model=7945,load=SCCP45.8-5-2S --until SCCP45.9-4-2SR3-1S
	explained 60 SEP001B54AA0006 NR-FIREWALL 'on the wire and do not reach .*a firewall on this machine drops UDP 69'
	nft delete table inet wall
	phones_arrived
	wait_for 20 event_seen phone.done SEP001B54AA0006
	status_json | grep -q '"name":"SEP001B54AA0006"[^{}]*"code":"NR-FIREWALL"' && fail "the firewall is gone, and still said"
fi
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
