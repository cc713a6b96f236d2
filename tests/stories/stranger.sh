#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A laptop on the switch gets no lease and no file; a boot loader that says no
# model gets a lease; with serve = all everybody gets both.
. "$(dirname "$0")/lib.sh"
need udhcpc curl

call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S

# lease: does a laptop get one?
lease() {
	on_port udhcpc -i port0 -f -n -q -t 3 -T 1 -s /bin/true >udhcpc.log 2>&1
}
# file NAME: does it get this file?
file() {
	on_port curl -s --max-time 3 -o got "tftp://10.77.0.1/$1"
}

bench
lease && fail "a laptop got a lease"
on_port ip addr add 10.77.0.99/24 dev port0
for name in SCCP45.9-4-2SR3-1S.loads XMLDefault.cnf.xml ../bench.ini term45.default.loads; do
	file "$name" && fail "a laptop got $name"
done
phones --phone mac=001B54AA0009,model=7945,load=SCCP45.9-4-2SR3-1S,class=loader,nocdp
wait_for 20 has 'AA0009 has address' phones.log
kill "$phones_pid"
kill -TERM "$bench_pid"
end_bench

rm -rf state
write_ini <<END
[phone SEP001B54AA0009]
hold = no
END
sed -i 's/^\[dhcp\]/serve = all\n[dhcp]/' bench.ini
bench
on_port ip addr flush dev port0
lease || fail "serve = all: no lease"
on_port ip addr add 10.77.0.99/24 dev port0
file SCCP45.9-4-2SR3-1S.loads || fail "serve = all: no file"
find firmware -name SCCP45.9-4-2SR3-1S.loads -exec cmp {} got \; || fail "serve = all: wrong bytes"
kill -TERM "$bench_pid"
end_bench
