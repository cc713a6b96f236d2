#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A wiped 7965 that was recovered by term65.default.loads says that it runs
# "term65.default".  When its configuration names the same release, it fetches list and
# images once more, and is done: that is no loop, and nothing was rejected.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
load=SCCP45.9-4-2SR3-1S
call_manager 436=$load
write_ini </dev/null
firmware $load

bench
phones --phone mac=001B54AA0001,model=7965,wiped,once-more --until $load
wait_for 20 event_seen phone.done $phone
kill -TERM "$bench_pid"
end_bench
expect "lists sent" "$(events transfer.done $phone | grep -c '\.loads"')" 2
expect "images sent" "$(events transfer.done $phone | grep -c '\.sbn"')" 10
expect "times refused" "$(count phone.refused $phone)" 0
expect "steps proven" "$(loads step.proven $phone)" $load
