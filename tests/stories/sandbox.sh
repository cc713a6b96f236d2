#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What a bench that serves can still do, by /proc and by a plugin inside that tries: no
# capability (its helper has four), no way to get one, no file but the library's and its own, no program, no socket
# but those of a server.  A phone arrives all the same; without the sandbox the tries succeed.
. "$(dirname "$0")/lib.sh"
NETRECOVER_PLUGIN_PATH=$top_builddir/tests/stories/.libs:$NETRECOVER_PLUGIN_PATH
[ -e "$top_builddir/tests/stories/.libs/spy.so" ] || skip "spy is not built"
grep -q '^Seccomp_filters:' /proc/self/status || skip "this kernel has no seccomp filter"
goal=SCCP45.9-4-2SR3-1S
start=SCCP45.9-3-1SR4-1S

call_manager 435=$goal
write_ini <<END
[spy]
library = firmware
END
firmware $goal

# tried NAME: how it went, in the last run
tried() {
	sed -n "s/.*spy: $1: //p" bench.log | tail -n 1
}
status_of() {
	sed -n "s/^$1:[[:space:]]*//p" "/proc/$bench_pid/status"
}

bench
wait_for 10 has 'spy: fork: ' bench.log
! has 'sandbox: not in a build with a sanitizer' bench.log || skip "a build with a sanitizer"
expect NoNewPrivs "$(status_of NoNewPrivs)" 1
expect Seccomp "$(status_of Seccomp)" 2
for set in CapInh CapPrm CapEff CapBnd CapAmb; do
	expect $set "$(status_of $set)" 0000000000000000
done
helper=
for p in /proc/[0-9]*; do
	[ "$(cat "$p/comm" 2>/dev/null)" != nr-helper ] || helper=${p#/proc/}
done
[ -n "$helper" ] || fail "there is no helper"
# CAP_DAC_OVERRIDE, CAP_FOWNER, CAP_NET_ADMIN, CAP_NET_RAW: 1, 3, 12 and 13.
for set in CapPrm:000000000000300a CapEff:000000000000300a CapInh:0000000000000000 CapBnd:0000000000000000 \
	CapAmb:0000000000000000 NoNewPrivs:1 Seccomp:2; do
	expect "${set%:*} of the helper" "$(sed -n "s/^${set%:*}:[[:space:]]*//p" "/proc/$helper/status")" "${set#*:}"
done
for name in packet netlink inet6; do
	expect $name "$(tried $name)" "Address family not supported by protocol"
done
for name in exec ptrace mount namespace fork; do
	expect $name "$(tried $name)" "Operation not permitted"
done
expect inet "$(tried inet)" done
expect unix "$(tried unix)" done
if has 'sandbox: this kernel has no Landlock' bench.log; then
	say "no Landlock here: files are not looked at"
else
	for name in shadow passwd memory library-write; do
		expect $name "$(tried $name)" "Permission denied"
	done
	expect library-read "$(tried library-read)" done
	expect state-write "$(tried state-write)" done
fi
[ ! -e firmware/planted ] || fail "the library was written"
phones --phone mac=001B54AA0001,model=7945,load=$start,until=$goal
phones_arrived
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0

# A file of the library that only root may read: no right stays for it.  It is said, and the rest is served.
if ! grep -q '^user = root' bench.ini; then
	secret=$(find firmware -name '*.sbn' | head -n 1)
	chmod 600 "$secret"
	: >bench.log
	bench
	wait_for 10 has 'spy: fork: ' bench.log
	for set in CapInh CapPrm CapEff CapBnd CapAmb; do
		expect "$set with a file of root" "$(status_of $set)" 0000000000000000
	done
	has 'may not read all of it.*chmod -R a+rX' bench.log || fail "what may not be read is not said"
	kill -TERM "$bench_pid"
	end_bench
	"$netrecover" -c bench.ini doctor >doctor.out 2>&1
	has 'may not read all of it' doctor.out || fail "doctor does not say it"
	chmod 644 "$secret"
	chmod 700 firmware
	timeout 20 "$netrecover" -c bench.ini run >bench.out 2>closed.log
	expect "status where nothing can be read" $? 2
	has 'as whom the bench serves, may not read it' closed.log || fail "that nothing can be read is not said"
	chmod 755 firmware
fi

sed -i 's/^\[bench\]/&\nsandbox = off/' bench.ini
: >bench.log
bench
wait_for 10 has 'spy: fork: ' bench.log
expect "exec without the sandbox" "$(tried fork)" done
expect "passwd without the sandbox" "$(tried passwd)" done
has 'sandbox: off' bench.log || fail "that it is off is not said"
kill -TERM "$bench_pid"
end_bench
