#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The demo arrives, says so, and leaves nothing behind, also when it is interrupted.
. "$(dirname "$0")/lib.sh"
need ps

TMPDIR=$PWD/tmp
export TMPDIR
mkdir "$TMPDIR"

left_behind() {
	find "$TMPDIR" -mindepth 1 -maxdepth 1
	ps -e -o comm= | grep '^netrecover'
}
nothing_left() {
	[ -z "$(left_behind)" ]
}

"$netrecover" demo --json >out 2>err
status=$?
[ $status = 0 ] || show out err
expect "exit status" "$status" 0
expect "phones done" "$(sed 's/": /":/g' out | grep -o '"state":"done"' | grep -c .)" 3
nothing_left || fail "left behind: $(left_behind)"

for signal in INT TERM KILL; do
	# A shell gives its background children a deaf ear for SIGINT.
	(trap - INT; exec env --default-signal=INT "$netrecover" demo >out 2>err) &
	pid=$!
	wait_for 20 has 'SEP001B54AA0001.*serving' err
	kill -$signal $pid
	wait $pid
	status=$?
	[ $signal = KILL ] || expect "exit status after SIG$signal" "$status" 130
	wait_for 15 nothing_left
done
