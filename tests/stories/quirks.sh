#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What these phones do that other clients do not: an old address as the source of
# DISCOVER, INIT-REBOOT with a foreign address, one TFTP port for all files, no
# broadcast flag, a vendor class without a model.
. "$(dirname "$0")/lib.sh"

to=SCCP45.9-4-2SR3-1S
call_manager 435=$to
write_ini </dev/null
firmware SCCP45.9-3-1SR4-1S $to

bench --until-done=100
from=model=7945,load=SCCP45.9-3-1SR4-1S
phones --until $to \
	--phone mac=001B54AA0001,$from,old=10.10.15.97 \
	--phone mac=001B54AA0002,$from,old=10.10.15.97,init-reboot \
	--phone mac=001B54AA0003,$from,port=1024 \
	--phone mac=001B54AA0004,$from,nobroadcast \
	--phone mac=001B54AA0005,$from,class=loader \
	--phone mac=001B54AA0006,$from,old=10.10.15.97,init-reboot,port=1024,nobroadcast,hw=5
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "phones done" "$(events phone.done | sed 's/.*"phone":"\([^"]*\)".*/\1/' | sort -u | grep -c .)" 6
for n in 2 6; do
	expect "NAKs to phone $n" "$(grep -c "AA000$n gets a NAK" phones.log)" 1
done
has 'throws a DHCP reply away' phones.log && fail "a reply was not to a phone's taste"
has 'fails to fetch' phones.log && fail "a transfer failed"
# After its restart a phone gets the address that it had.
for n in 1 2 3 4 5 6; do
	expect "addresses of phone $n" "$(sed -n "s/.*AA000$n has address //p" phones.log | sort -u | grep -c .)" 1
done
exit 0
