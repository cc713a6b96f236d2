#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# No CDP is seen and nobody says what the phone runs: its alarm does, when it
# registers, in the words of a 79xx: "Load= 8.3(3S)".  Each of the three steps is begun by a restart, no plug is pulled, and no
# time is lost.
. "$(dirname "$0")/lib.sh"

SPEED=40
phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

bench --until-done=120
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,nocdp,prints
end_bench
expect "exit status" "$bench_status" 0
steps="SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S"
expect "steps proven" "$(loads step.proven $phone)" "$steps"
expect "steps begun" "$(loads step.started $phone)" "$steps"
events phone.identified $phone | grep -q '"load":"SCCP45.8-3-3S","source":"sccp"' ||
	fail "its load was not known from its alarm"
expect "done" "$(count phone.done $phone)" 1
expect "restarts" "$(grep -c 'is told to restart' phones.log)" 3
expect "resets" "$(grep -c 'is told to reset' phones.log)" 0
expect "boots" "$(grep -c "$phone starts" phones.log)" 4
in_good_time $phone
