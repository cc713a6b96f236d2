#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Six phones of five models, SCCP and SIP, at once; the one that runs its target
# already is left alone.
. "$(dirname "$0")/lib.sh"

call_manager 435=SCCP45.9-4-2SR3-1S 436=SCCP45.9-4-2SR3-1S 434=SCCP42.9-4-2SR3-1S \
	307=SCCP11.9-4-2SR3-1S 437=SIP75.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S SCCP42.8-5-2S SCCP42.9-4-2SR3-1S \
	SCCP11.8-5-2S SCCP11.9-4-2SR3-1S SIP75.8-5-2S SIP75.9-4-2SR3-1S

bench --until-done=120
phones \
	--phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,until=SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.9-4-2SR3-1S,until=SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0003,model=7965,load=SCCP45.9-3-1SR4-1S,until=SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0004,model=7942,load=SCCP42.8-2-1S,until=SCCP42.9-4-2SR3-1S \
	--phone mac=001B54AA0005,model=7911,load=SCCP11.8-0-4SR2S,until=SCCP11.9-4-2SR3-1S \
	--phone mac=001B54AA0006,model=7975,load=SIP75.8-5-4S,until=SIP75.9-4-2SR3-1S
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "phones done" "$(events phone.done | sed 's/.*"phone":"\([^"]*\)".*/\1/' | sort -u | grep -c .)" 6
expect "steps of the phone on its target" "$(count step.started SEP001B54AA0002)" 0
expect "images sent to it" "$(events transfer.done SEP001B54AA0002 | grep -c -e '\.sbn"' -e '\.loads"')" 0
expect "steps of the 7965" "$(loads step.proven SEP001B54AA0003)" "SCCP45.9-4-2SR3-1S"
expect "steps of the 7942" "$(loads step.proven SEP001B54AA0004)" "SCCP42.8-5-2S SCCP42.9-4-2SR3-1S"
expect "steps of the 7911" "$(loads step.proven SEP001B54AA0005)" "SCCP11.8-5-2S SCCP11.9-4-2SR3-1S"
expect "steps of the SIP 7975" "$(loads step.proven SEP001B54AA0006)" "SIP75.9-4-2SR3-1S"
has 'rejects ' phones.log && fail "a phone was offered what it cannot take"
exit 0
