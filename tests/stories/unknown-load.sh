#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Nobody knows what these phones run.  The one that registers does not boot-loop
# and is left alone; the one that restarts again and again without a word goes
# the conservative way.
. "$(dirname "$0")/lib.sh"

call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
# Nothing listens for their alarms.
sed -i 's/^\[dhcp\]/plugins = dhcp, tftp, pcap\n&/' bench.ini
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

bench --until-done=120
# 2000, 5060, 6970: closed, not silent.
! grep -E ':(07D0|13C4|1B3A) [0-9A-F:]+ 0A ' /proc/net/tcp || fail "a port is open"
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,nocdp \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-2-1S,nocdp,sick
end_bench
expect "exit status" "$bench_status" 3
expect "the first is blocked" "$(count phone.blocked SEP001B54AA0001)" 1
expect "steps of the first" "$(count step.started SEP001B54AA0001)" 0
expect "way of the second" "$(loads step.proven SEP001B54AA0002)" \
	"SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S"
expect "the second is done" "$(count phone.done SEP001B54AA0002)" 1
# At least three boots said nothing before anything was offered.
boots=$(sed '/AA0002 asks .*loads/,$d' phones.log | grep -c 'AA0002 starts')
[ "$boots" -ge 3 ] || fail "offered a load after $boots boots"
