#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# SIP phones that send no CDP are known from their REGISTER, by TCP and by UDP.
# Each of the three steps is begun by a NOTIFY, no plug is pulled, and no time is lost.
. "$(dirname "$0")/lib.sh"

SPEED=40
call_manager 435=SIP45.9-4-2SR3-1S
write_ini </dev/null
firmware SIP45.8-5-2S SIP45.9-3-1SR4-1S SIP45.9-4-2SR3-1S

bench --until-done=120
phones --phone mac=001B54AA0001,model=7945,load=SIP45.8-3-3S,nocdp \
	--phone mac=001B54AA0002,model=7945,load=SIP45.8-3-3S,nocdp,sip-udp
end_bench
expect "exit status" "$bench_status" 0
steps="SIP45.8-5-2S SIP45.9-3-1SR4-1S SIP45.9-4-2SR3-1S"
for phone in SEP001B54AA0001 SEP001B54AA0002; do
	expect "steps proven by $phone" "$(loads step.proven $phone)" "$steps"
	expect "steps begun by $phone" "$(loads step.started $phone)" "$steps"
	events phone.identified $phone | grep -q '"load":"SIP45.8-3-3S","source":"sip"' ||
		fail "the load of $phone was not known from its REGISTER"
	expect "$phone done" "$(count phone.done $phone)" 1
	expect "restarts of $phone" "$(grep -c "$phone is told to restart" phones.log)" 3
	expect "resets of $phone" "$(grep -c "$phone is told to reset" phones.log)" 0
	expect "boots of $phone" "$(grep -c "$phone starts" phones.log)" 4
	in_good_time $phone
done
! has 'does not answer the NOTIFY' bench.log || fail "a NOTIFY was not answered"
