#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A bad cable: one frame in a hundred is lost, each way.
. "$(dirname "$0")/lib.sh"

KIB=256
call_manager 435=SCCP45.9-4-2SR3-1S 436=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-4-2SR3-1S

bench --until-done=130
phones --until SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S,loss=1 \
	--phone mac=001B54AA0003,model=7965,load=SCCP45.8-5-2S,loss=1,port=1024
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "phones done" "$(count phone.done)" 2
has 'rejects ' phones.log && fail "what arrived was damaged"
exit 0
