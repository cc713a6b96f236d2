#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A bad cable: one frame in a hundred is lost, each way.  One phone asks by HTTP, whose
# connections must outlive that.
. "$(dirname "$0")/lib.sh"

KIB=256
v88=sip88xx.12-8-1-0101-482
call_manager 435=SCCP45.9-4-2SR3-1S 436=SCCP45.9-4-2SR3-1S 683=$v88
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-4-2SR3-1S
rm -rf archives
KIB=4096
firmware $v88

bench --until-done=130
phones --phone mac=001B54AA0005,model=8841,load=sip88xx.11-5-1-18,until=$v88,http=only,loss=1 \
	--until SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S,loss=1 \
	--phone mac=001B54AA0003,model=7965,load=SCCP45.8-5-2S,loss=1,port=1024
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "phones done" "$(count phone.done)" 3
expect "files by HTTP that failed" "$(events transfer.failed SEP001B54AA0005 | grep -c .)" 0
has 'rejects ' phones.log && fail "what arrived was damaged"
exit 0
