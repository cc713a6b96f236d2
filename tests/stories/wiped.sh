#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Wiped phones: one takes the manifest of its target at once; an older loader
# rejects that and goes by way of 8.5(2).
. "$(dirname "$0")/lib.sh"

call_manager 435=SCCP45.9-4-2SR3-1S 436=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

bench --until-done=120
phones --until SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0001,model=7945,wiped \
	--phone mac=001B54AA0002,model=7965,wiped,wipedmax=8-5-2,class=loader
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "phones done" "$(count phone.done)" 2
expect "the way of the first" "$(loads step.proven SEP001B54AA0001)" "SCCP45.9-4-2SR3-1S"
expect "the way of the second" "$(loads step.proven SEP001B54AA0002)" \
	"SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S"
expect "times it rejected something" "$(grep -c 'AA0002 rejects ' phones.log)" 1
has 'AA0001 rejects ' phones.log && fail "the first rejected something"
exit 0
