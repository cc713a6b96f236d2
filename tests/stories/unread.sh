#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A folder of the library that cannot be read is not an empty one: plan and library end with
# 1 and say so, and a bench that runs shows it.
. "$(dirname "$0")/lib.sh"
need strace
goal=SCCP45.9-4-2SR3-1S
call_manager 435=$goal
write_ini </dev/null
firmware SCCP45.9-3-1SR4-1S $goal
hidden=$(find firmware -mindepth 1 -maxdepth 1 -type d | head -n 1)
[ -n "$hidden" ] || fail "no folder in the library"

"$netrecover" -c bench.ini library >whole.out 2>&1
expect "status of a library that can be read" $? 0
"$netrecover" -c bench.ini plan 7945 SCCP45.8-5-2S $goal >whole.out 2>&1
whole=$?

# broken VERB...: with a disk that gives an input error for that folder
broken() {
	strace -f -o strace.log -P "$PWD/$hidden" -e trace=openat,getdents64 -e inject=getdents64:error=EIO \
		"$netrecover" -c bench.ini "$@" >broken.out 2>broken.err
}
strace -o /dev/null -e inject=getdents64:error=EIO true 2>/dev/null || skip "no strace here that injects errors"
broken library
expect "status of library" $? 1
has 'cannot be read.*Input/output error' broken.err || fail "library does not say it"
broken plan 7945 SCCP45.8-5-2S $goal
status=$?
[ $whole -ne 1 ] || fail "plan fails without a fault"
expect "status of plan" $status 1
has 'cannot be read, so a plan could be wrong' broken.err || fail "plan does not say it"
