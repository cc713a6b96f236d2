#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A 7940 from SIP 4.4 to 8.12, from unsigned firmware to the universal loader, and
# a 7960 from SCCP 8.0(5) to 8.1(2)SR2.  Each of the sets with a loader takes two
# restarts, and is proven by the application, not by the loader.
. "$(dirname "$0")/lib.sh"

sip=P0S3-8-12-00 sccp=P0030801SR02
call_manager 8=$sip 7=$sccp
write_ini </dev/null
firmware P0S3-04-4-00 P0S3-05-3-00 P0S3-06-0-00 P0S3-07-4-00 $sip P00308000500 $sccp

bench --until-done=100
phones \
	--phone mac=001B54AA0001,model=7940,load=P0S3-04-4-00,until=$sip \
	--phone mac=001B54AA0002,model=7960,load=P00308000500,until=$sccp
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "way of the 7940" "$(loads step.proven SEP001B54AA0001)" \
	"P0S3-05-3-00 P0S3-06-0-00 P0S3-07-4-00 $sip"
expect "way of the 7960" "$(loads step.proven SEP001B54AA0002)" "$sccp"
expect "phones done" "$(count phone.done)" 2
# In this order: unsigned, signed, loader by name, application, both of the next set.
expect "files of the 7940" "$(sed -n 's/.*AA0001 has \(P[^,]*\),.*/\1/p' phones.log | tr '\n' ' ')" \
	"P0S3-05-3-00.bin P0S3-06-0-00.sbn P003-07-4-00.sbn P0S3-07-4-00.sb2 P003-8-12-00.sbn P0S3-8-12-00.sb2 "
has 'rejects ' phones.log && fail "a phone was offered what it cannot take"
exit 0
