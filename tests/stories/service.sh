#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Never root: an ordinary user with the three capabilities that netrecover-user@.service
# gives serves a phone, and has none of them left while it does; the address goes at the end.
. "$(dirname "$0")/lib.sh"
need setpriv
[ "$(awk 'NR == 1 { print $3 }' /proc/self/uid_map)" != 1 ] || skip "needs root: here is no other user"

phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S
chown nobody .
chmod -R a+rX .
open_to_all

caps=$(sed -n 's/^AmbientCapabilities=//p' "$top_srcdir/packaging/netrecover-user@.service.in" |
	tr '[:upper:] ' '[:lower:],' | sed 's/cap_/+/g')
expect "capabilities of the unit" "$caps" "+net_admin,+net_bind_service,+net_raw"
# As a service manager starts it.
starts=$(starts_seen)
setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups --inh-caps="-all,$caps" --ambient-caps="-all,$caps" \
	--bounding-set="-all,$caps" --no-new-privs "$netrecover" -c bench.ini -v run >bench.out 2>bench.log &
bench_pid=$!
wait_for 20 serving
expect "user of the bench" "$(stat -c %U "/proc/$bench_pid")" nobody
expect "capabilities that it kept" "$(sed -n 's/^Cap[EPIA][a-z]*:[[:space:]]*//p' "/proc/$bench_pid/status" | sort -u)" 0000000000000000

phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S --until SCCP45.9-4-2SR3-1S
wait_for 60 event_seen phone.done $phone
phones_arrived
kill -TERM "$bench_pid"
end_bench
expect "exit status after SIGTERM" "$bench_status" 0
address_gone() {
	! ip -4 addr show dev bench0 | grep -q 10.77.0.1/24
}
wait_for 5 address_gone
