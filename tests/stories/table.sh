#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The table on a terminal, as tmux shows it: the groups, each code with what to do in full at 80
# columns, the keys, the question before the end, colours and their absence, characters, and lines
# where the terminal can do no better.
# shellcheck disable=SC2119 # write_ini reads its sections from the standard input
. "$(dirname "$0")/lib.sh"
need tmux
pretend=$top_builddir/tests/stories/pretend
[ -x "$pretend" ] || skip "pretend is not built"
unset NO_COLOR
TMUX_TMPDIR=$PWD
export TMUX_TMPDIR

# A server for each terminal: the last one may not have ended yet.
servers=0
on_tmux() {
	tmux -L "server$servers" -f tmux.conf -u "$@"
}
# terminal COLUMNS ROWS COMMAND: it runs there
printf '%s\n' 'set -g default-terminal screen-256color' 'set -g remain-on-exit on' 'set -g status off' >tmux.conf
terminal() {
	[ $servers = 0 ] || on_tmux kill-server
	servers=$((servers + 1))
	on_tmux new-session -d -x "$1" -y "$2" "$3" && return
	[ $servers -gt 1 ] || skip "tmux does not run here"
	fail "tmux does not run"
}
press() {
	on_tmux send-keys "$@"
}
# on_screen TEXT: it stands there
on_screen() {
	on_tmux capture-pane -p >screen 2>/dev/null
	grep -qF -e "$1" screen
}
not_on_screen() {
	! on_screen "$1"
}
# What is broken into lines there is one here.
unbroken() {
	on_tmux capture-pane -p | tr '\n' ' ' | tr -s ' '
}
says() {
	unbroken | grep -qF -e "$1"
}
show_on_fail="screen asked"
watch="$netrecover -c bench.ini watch"
echo '[bench]' >bench.ini

# phone NAME STATE ADVICE CODE MESSAGE [MORE]
phone() {
	printf '%s{"name":"%s","mac":"00:1b:54:aa:00:01","model":"7945","load":"SCCP45.8-3-3S","load_version":"8.3(3)",' \
		"$comma" "$1"
	printf '"state":"%s","advice":%s,"code":%s,"message":"%s","since":"2026-01-01T00:00:00.000Z"%s}' "$2" \
		"$([ -z "$3" ] && echo null || echo "\"$3\"")" "$([ -z "$4" ] && echo null || echo "\"$4\"")" "$5" "${6-}"
	comma=,
}
status_begins() {
	comma=
	printf '{"bench":"shelf","interface":"eth1","address":"10.77.0.1","guard":"clear","alerts":[],"phones":['
}

say "every code, and what to do"
codes=$(grep -oE '"NR-[A-Z0-9]+"' "$top_srcdir/core/base/code.c" | tr -d '"' | sort)
[ "$(echo "$codes" | wc -l)" -gt 25 ] || fail "only these codes: $codes"
{
	status_begins
	n=10
	for code in $codes; do
		phone "SEP0000000000$n" blocked "" "$code" "something is so"
		n=$((n + 1))
	done
	echo ']}'
} >status.json
"$pretend" netrecover.sock status.json asked &
wait_for 5 test -S netrecover.sock
terminal 80 24 "LC_ALL=C $watch"
wait_for 20 on_screen 'NEEDS YOU'
n=10
for code in $codes; do
	"$netrecover" explain --json "$code" | sed -n 's/.*"remedy": "\(.*\)".*/\1/p' >remedy
	[ -s remedy ] || fail "$code has no remedy"
	wait_for 10 says "SEP0000000000$n: $code something is so. Do: $(cat remedy)"
	press Down
	n=$((n + 1))
done
for line in $(awk '{ print length($0) }' screen); do
	[ "$line" -le 80 ] || fail "a line has $line columns"
done

say "groups and keys"
{
	status_begins
	phone SEP000000000001 blocked "safe to unplug" NR-LIB "a file is missing"
	phone SEP000000000002 serving "do not unplug" "" downloading ',"step_bytes":50,"step_total":100,"step":1,"steps":2,"step_version":"8.5(2)","step_load":"x"'
	phone SEP000000000003 sent "do not unplug" NR-WAIT "it writes"
	phone SEP000000000004 planned "safe to unplug" "" "it waits until it asks"
	phone SEP000000000005 done "safe to move" NR-DONE "it runs it"
	phone SEP000000000006 held "" NR-HELD "held"
	echo ']}'
} >status.json
wait_for 10 on_screen 'SAFE TO MOVE'
on_tmux capture-pane -p >screen
expect headings "$(grep -oE '^(NEEDS YOU|DO NOT UNPLUG|SAFE TO UNPLUG|SAFE TO MOVE)  [0-9]+' screen | tr -s ' \n' ' :')" \
	"NEEDS YOU 1:DO NOT UNPLUG 2:SAFE TO UNPLUG 1:SAFE TO MOVE 1:"
on_screen 'aside: 1 held' || fail "nobody counts who is held"
on_screen '[#####     ]  50%' || fail "no bar of plain characters"
press Home
wait_for 10 says 'SEP000000000001: NR-LIB'
press r
wait_for 10 has '^retry SEP000000000001$' asked
press h
wait_for 10 has '^hold SEP000000000001$' asked
press t
press 9.4 Enter
wait_for 10 has '^target SEP000000000001 9.4$' asked
press l
press x Escape
press Enter
wait_for 10 has '^status SEP000000000001$' asked
wait_for 10 on_screen 'esc back'
press Escape
wait_for 10 not_on_screen 'esc back'
has '^load' asked && fail "Escape sent it"
press '?'
wait_for 10 on_screen 'any key: back'
press x
press / 0003 Enter
wait_for 10 on_screen "1 with '0003'"
press / Enter
wait_for 10 not_on_screen "1 with"
on_tmux resize-window -x 200 -y 50
wait_for 10 on_screen 'SAFE TO MOVE'
on_tmux resize-window -x 60 -y 10
wait_for 10 on_screen 'DO NOT UNPLUG'

say "colours and characters"
on_tmux capture-pane -p -e >screen
grep -q '\[.*3[0-7]m' screen || fail "no colour at all"
terminal 80 24 "NO_COLOR=1 LC_ALL=C.UTF-8 $watch"
if locale -a 2>/dev/null | grep -qix 'c\.utf-\?8'; then
	wait_for 10 on_screen '█████'
else
	wait_for 10 on_screen 'SAFE TO MOVE'
fi
on_tmux capture-pane -p -e >screen
grep -qE "$(printf '\033')\[[0-9;]*[34][0-7]m" screen && fail "NO_COLOR, and there are colours"
terminal 80 24 "TERM=dumb $watch"
wait_for 10 on_screen 'SEP000000000005'
not_on_screen 'enter details' || fail "TERM=dumb got the table"

say "nothing moves that did not change"
{
	status_begins
	phone SEP000000000004 planned "safe to unplug" "" "it waits until it asks"
	echo ']}'
} >status.json
terminal 80 24 "LC_ALL=C $watch"
wait_for 10 on_screen 'SAFE TO UNPLUG'
on_tmux pipe-pane 'cat >bytes'
seconds() {
	on_tmux capture-pane -p | head -n 1 >>clock
	[ "$(sort -u clock | wc -l)" -ge 5 ]
}
wait_for 20 seconds
[ "$(wc -c <bytes)" -lt 400 ] || fail "$(wc -c <bytes) bytes for some seconds of a clock"
terminal 80 24 true
kill %1 2>/dev/null
rm -f netrecover.sock

say "the question before the end"
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.9-4-2SR3-1S
terminal 80 24 "$netrecover -c bench.ini run; echo ended with \$?"
wait_for 20 on_screen 'waiting for a phone'
SPEED=2 phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S,until=SCCP45.9-4-2SR3-1S
wait_for 60 on_screen 'DO NOT UNPLUG'
press q
wait_for 10 on_screen 'Quit? y/n  1 phone must stay plugged in'
press n
wait_for 10 not_on_screen 'Quit?'
press C-c
wait_for 10 on_screen 'Quit?'
press y
wait_for 20 on_screen 'ended with 0'
on_screen 'serving -- do not unplug' || fail "the last lines do not say who must stay plugged in"
on_tmux kill-server
say "$(echo "$codes" | wc -l) codes"
