#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# From nothing to three phones on their target: init proposes the wire on which phones are
# heard, refuses the one that leads to a network, writes a file that doctor takes, and
# takes the firmware beside it.
. "$(dirname "$0")/lib.sh"

# A second interface, which leads to the internet of this machine.
ip link add lan0 type veth peer name lan1
ip link set lan1 up
ip address add 192.0.2.5/24 dev lan0
ip link set lan0 up
ip route add default via 192.0.2.1

"$netrecover" >out 2>err
expect "without a file" "$?" 2
has "netrecover init" err || fail "without a file nobody says init: $(cat err)"

# -- what is not sure is refused ------------------------------------------------------------
"$netrecover" init </dev/null >out 2>err
expect "without a terminal" "$?" 2
[ ! -e bench.ini ] || fail "it was written though nobody said yes"
"$netrecover" init --yes --interface lan0 >out 2>err
expect "the default route" "$?" 4
"$netrecover" init --yes --interface nosuch0 >out 2>err
expect "no such interface" "$?" 2
[ ! -e bench.ini ] || fail "it was written though it was refused"

# -- two wires with cables: it does not guess ----------------------------------------------------
ip link add other0 type veth peer name other1
ip link set other0 up
ip link set other1 up
"$netrecover" init --yes >out 2>err
expect "three wires" "$?" 2
has "not sure" err || fail "it does not say that it is not sure: $(cat err)"
ip link delete other0

# -- phones are heard, the firmware lies here ------------------------------------------------------
"$top_builddir/netrecover-firmware" -s 64 -o . SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S ||
	fail netrecover-firmware
call_manager 435=SCCP45.9-4-2SR3-1S 436=SCCP45.9-4-2SR3-1S
goal=SCCP45.9-4-2SR3-1S
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,until=$goal \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-5-2S,until=$goal \
	--phone mac=001B54AA0003,model=7965,load=SCCP45.8-3-3S,until=$goal
"$netrecover" init --yes --json >init.json 2>err
status=$?
show_on_fail="init.json err"
expect "init" $status 0
tr -d ' \n' <init.json >flat
has '"interface":"bench0"' flat || fail "another interface"
has '"name":"lan0","possible":false' flat || fail "lan0 is not refused"
has '"file":"bench.ini"' flat || fail "no file"
has 'heardthere' flat || fail "no phone was heard"
[ "$(find firmware -name '*.loads' | wc -l)" -ge 3 ] || fail "the firmware was not imported"
"$netrecover" init --yes >out 2>err
expect "again" "$?" 2
has "already" err || fail "it does not say that the file is there: $(cat err)"

[ "$(awk 'NR == 1 { print $3 }' /proc/self/uid_map)" = 4294967295 ] || sed -i 's/^library/user = root\n&/' bench.ini
"$netrecover" -c bench.ini -t >doctor.out 2>&1
expect "doctor" "$?" 0
show_on_fail="$show_on_fail bench.log"
"$netrecover" run --until-done=100 >bench.out 2>bench.log || fail "the bench ended with $?"
phones_arrived
expect "phones" "$(count phone.done)" 3
"$netrecover" report --csv >report.csv || fail "report ended with $?"
expect "rows" "$(grep -c ',safe to move,done,' report.csv)" 3
say "from nothing to three phones, and a report"
