#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# 8.5(2) is not in the library: the phone is blocked, the archive is named, and
# nothing newer is served in its place.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

# Whether it looks for a step at boot or in the middle of nowhere: 9.x is not there.
bench --until-done=60
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-2-1S
end_bench
expect "exit status" "$bench_status" 3
expect "times blocked" "$(count phone.blocked $phone)" 1
events phone.blocked $phone | grep -q 'cmterm-7945_7965-sccp.8-5-2.zip' ||
	fail "the missing archive is not named: $(events phone.blocked $phone)"
events phone.blocked $phone | grep -q '"code":"NR-LIB"' || fail "code is not NR-LIB"
expect "steps begun" "$(count step.started $phone)" 0
expect "firmware files served" "$(events transfer.done $phone | grep -c -e '\.sbn"' -e '\.loads"')" 0
has 'asks .*\.loads' phones.log && fail "the phone was told to fetch something"
exit 0
