#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# One allocation is refused, another one each time: a verb gives its whole answer, or says so
# and ends with 1; a bench does not start, or serves on and says so.  Nothing dies.
# $EVERY: so many allocations further each time (verbs); $BENCHES: so many benches.
STORY_LIMIT=${STORY_LIMIT:-400}
export STORY_LIMIT EVERY BENCHES
. "$(dirname "$0")/lib.sh"
refuser=$top_builddir/tests/stories/preload/.libs/refuser.so
[ -e "$refuser" ] || skip "refuser is not built"
every=${EVERY:-397} benches=${BENCHES:-3}
goal=SCCP45.9-4-2SR3-1S
start=SCCP45.9-3-1SR4-1S
LD_PRELOAD=$refuser "$netrecover" explain NR-LINK >/dev/null 2>preload.err || skip "nothing can stand before its C library"
[ ! -s preload.err ] || skip "nothing can stand before its C library: $(head -n 1 preload.err)"

call_manager 435=$goal
write_ini </dev/null
firmware $goal
runs=0 bad=0

# refuse N VERB...: its status goes to $status
refuse() {
	n=$1
	shift
	REFUSE=$n LD_PRELOAD=$refuser "$netrecover" -c bench.ini "$@" >out 2>err
	status=$?
	runs=$((runs + 1))
}
complain() {
	say "$*"
	bad=$((bad + 1))
}

# verb STATUS WORD...: ends with STATUS when nothing is refused
verb() {
	want=$1
	shift
	rm -f count
	REFUSE_COUNT=count LD_PRELOAD=$refuser "$netrecover" -c bench.ini "$@" >right 2>right.err
	expect "status of $*" $? "$want"
	all=$(tail -n 1 count)
	[ "$all" -gt 100 ] || fail "$*: only $all allocations were counted"
	i=1
	while [ "$i" -le "$all" ]; do
		refuse "$i" "$@"
		# 127: the dynamic linker, before there is a program.
		case $status in
		"$want")
			cmp -s right out || complain "$*, allocation $i: another answer, and status $status"
			;;
		1 | 2 | 127)
			cmp -s right.err err && complain "$*, allocation $i: status $status, and no word"
			;;
		*)
			complain "$*, allocation $i: status $status"
			;;
		esac
		i=$((i + every))
	done
}
verb 0 explain $goal
verb 0 models
verb 0 library
verb 6 --json plan
verb 0 plan 7945 $start
say "$runs runs of verbs, each without one allocation"
[ "$bad" -eq 0 ] || fail "$bad of them were wrong"

# -- a bench: the last of these numbers are refused while it serves ------------------------
REFUSE_COUNT=state/count LD_PRELOAD=$refuser "$netrecover" -c bench.ini -v run --until-done=60 >bench.out 2>bench.log &
bench_pid=$! starts=0
wait_for 30 serving
phones --phone mac=001B54AA0001,model=7945,load=$start,until=$goal
phones_arrived
end_bench
expect "status of a bench that lacks nothing" "$bench_status" 0
all=$(tail -n 1 state/count)
say "a bench: $all allocations"
[ "${all:-0}" -gt 1000 ] || fail "only $all allocations were counted"

i=0
while [ "$i" -lt "$benches" ]; do
	# From where its plugins are loaded, on.
	n=$((all * 3 / 5 + (all * 2 / 5) * (i * 2 + 1) / (benches * 2)))
	i=$((i + 1))
	rm -rf state
	: >bench.log
	starts=0
	REFUSE=$n LD_PRELOAD=$refuser "$netrecover" -c bench.ini -v run --until-done=40 >bench.out 2>bench.log &
	bench_pid=$!
	up_or_down() {
		bench_died || serving
	}
	wait_for 30 up_or_down
	phones_pid=
	bench_died || phones --phone mac=001B54AA0001,model=7945,load=$start,until=$goal
	end_bench
	[ -z "$phones_pid" ] || kill "$phones_pid" 2>/dev/null
	case $bench_status in
	0)
		event_seen phone.done SEP001B54AA0001 || fail "allocation $n: status 0, and no phone is done"
		;;
	[1-6])
		grep -q 'memory' bench.log || fail "allocation $n: status $bench_status, and not why"
		;;
	*)
		fail "allocation $n: the bench ended with $bench_status"
		;;
	esac
	say "a bench without allocation $n ends with $bench_status"
done
