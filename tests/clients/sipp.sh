#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# SIPp plays phones: they register by UDP and by TCP, and are known by what they say.
. "${top_srcdir:?}/tests/clients/lib.sh"
need sipp sip-tester
enter "$@"
start_bench all
client_address

i=0
echo SEQUENTIAL >"$work/phones.csv"
while [ $i -lt 60 ]; do
	mac=$(printf '001B54AB%04X' $i)
	echo "SEP$mac;$mac" >>"$work/phones.csv"
	i=$((i + 1))
done

# play TRANSPORT: u1, all by one port; t1, all by one connection
play() {
	(cd "$work/client" && in_client timeout 60 sipp -sf "$top_srcdir/tests/clients/sipp-phone.xml" -inf "$work/phones.csv" \
		-i 10.77.0.5 -t "$1" -m 60 -r 30 -nostdin -trace_err "$SERVER:5060" >"$work/sipp.log" 2>&1)
	status=$?
	[ $status -eq 0 ] || {
		tail -n 60 "$work/sipp.log"
		cat "$work"/client/*_errors.log 2>/dev/null
		fail "sipp -t $1 ends with $status"
	}
}
play u1
play t1
bench_answers
names=$(grep -o 'SEP001B54AB[0-9A-F]*' "$work/status.json" | sort -u | wc -l)
[ "$names" -eq 60 ] || fail "$names phones are known by their REGISTER, not 60"
pass
