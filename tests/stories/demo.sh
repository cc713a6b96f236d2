#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The demo arrives, says so, and leaves nothing behind, also when it is interrupted.
. "$(dirname "$0")/lib.sh"
env --default-signal=INT true 2>/dev/null || skip "needs env --default-signal (coreutils 8.31)"

# demo NAME ARGUMENT...: start one; its temporary files go to a folder of its own
demo() {
	name=$1
	shift
	mkdir "tmp-$name"
	# A shell gives its background children a deaf ear for SIGINT.
	TMPDIR=$PWD/tmp-$name env --default-signal=INT "$netrecover" demo "$@" \
		>"$name.out" 2>"$name.err" &
}
# ended NAME PID STATUS
ended() {
	wait "$2" 2>wait.err
	status=$?
	[ $status = "$3" ] || show "$1.out" "$1.err"
	expect "exit status of the one for $1" $status "$3"
}
folder_gone() {
	[ -z "$(find "tmp-$1" -mindepth 1)" ]
}
# Each of its own: helper programs, benches, keepers.
processes_gone() {
	! cat /proc/[0-9]*/comm 2>/dev/null | grep -q '^netrecover'
}

demo json --json
json=$!
demo INT
int=$!
demo TERM
term=$!
demo KILL
kill=$!
for signal in INT:$int TERM:$term KILL:$kill; do
	show_on_fail="${signal%:*}.err"
	wait_for 60 has 'SEP001B54AA0001: serving' "${signal%:*}.err"
	kill -"${signal%:*}" "${signal#*:}"
done
ended INT $int 130
ended TERM $term 130
ended KILL $kill 137
for name in INT TERM KILL; do
	wait_for 15 folder_gone $name
done

ended json $json 0
expect "phones done" "$(sed 's/": /":/g' json.out | grep -o '"state":"done"' | grep -c .)" 3
folder_gone json || fail "left behind: $(find tmp-json)"
wait_for 15 processes_gone
