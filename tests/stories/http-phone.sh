#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# 8841 phones, whose root file system is larger than 65,535 blocks of TFTP.  One
# knows HTTP only; where the port is closed another asks TFTP for each file, and
# its block numbers begin anew.  What arrives is what is in the library.
. "$(dirname "$0")/lib.sh"

from=sip88xx.11-5-1-18 to=sip88xx.12-8-1-0101-482
KIB=38912
call_manager 683=$to
write_ini </dev/null
firmware $to
rootfs=rootfs88xx.${to#*.}.sbn
size=$(find firmware -name "$rootfs" -size +33554432c | wc -l)
expect "root file systems of more than 32 MiB" "$size" 1

# arrives NAME PHONE ARGUMENT...: it does, with the bytes of the library
arrives() {
	name=$1 mac=$2
	shift 2
	mkdir "$name"
	bench --until-done=60 "$@"
	phones --keep "$name" --until $to --phone "mac=$mac,model=8841,load=$from$more"
	phones_arrived
	end_bench
	expect "exit status of $name" "$bench_status" 0
	expect "steps proven by $name" "$(loads step.proven "SEP$mac")" $to
	# The last phone to end does not even wait for the end of its connection.
	expect "transfers that failed" "$(count transfer.failed)" 0
	expect "files of $name" "$(find "$name" -type f | grep -c .)" 6
	for file in "$name"/*; do
		find firmware -name "${file#*/}" -exec cmp {} "$file" \; | grep . &&
			fail "other bytes arrived at $name"
	done
	expect "root file systems sent to $name" \
		"$(events transfer.done "SEP$mac" | grep -c "\"file\":\"$rootfs\".*\"protocol\":\"$name\"")" 1
}

more=,http=only
arrives http 001B54AA0001
expect "files by TFTP" "$(events transfer.done SEP001B54AA0001 | grep -c '"protocol":"tftp"')" 0
has 'by TFTP' phones.log && fail "it asked by TFTP"

more=
rm -rf state
sed -i 's/^\[dhcp\]/plugins = dhcp, tftp, pcap\n&/' bench.ini
arrives tftp 001B54AA0002
has "HTTP download error .*$rootfs by TFTP" phones.log || fail "it did not ask HTTP first"
