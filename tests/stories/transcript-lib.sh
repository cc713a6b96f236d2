# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck shell=sh
#
# transcript-lib.sh -- for stories that play transcripts, one after the other, each against a
# bench that knows nothing yet.  Sourced after lib.sh.
#
# play NAME SPEED FILE [--phone ...]   plays it; what the bench made of it is in the folder NAME:
#     status    the phones of "status --json", a line each
#     table     what "status" prints
#     identify  what "identify" reads in the frames of it, a line each
#     played    the log of the player: each request, and its answer
#     journal, bench
# wants NAME LABEL WHERE PATTERN [COUNT]   at least one line, or COUNT lines, match it
# lacks NAME LABEL WHERE PATTERN           none does
#
# What the bench is known to do wrong stands in $not_yet, lines of "NAME LABEL: reason"; it
# must fail, so that a line that is no longer true is taken out.

bad=0
good=0
failing=0

play() {
	name=$1 speed=$2 file=$3
	shift 3
	mkdir "$name"
	begun=$(date +%s)
	rm -rf state bench.log
	bench
	on_port "$top_builddir/netrecover-phone" -i port0 --speed "$speed" --log "$name/played" \
		--timeout 120 --write "$name/frames.pcap" --transcript "$file" "$@" >phones.err 2>&1 || {
		show phones.err "$name/played"
		fail "$name was not played to its end"
	}
	status_json | sed 's/}, *{/}\n{/g' >"$name/status"
	echo >>"$name/status"
	"$netrecover" -c bench.ini status >"$name/table"
	"$netrecover" identify -r "$name/frames.pcap" --json | tr -d ' \n' |
		sed 's/^\[//; s/\]$//; s/},{/}\n{/g' >"$name/identify"
	echo >>"$name/identify"
	journal >"$name/journal"
	kill -TERM "$bench_pid"
	end_bench
	[ "$bench_status" = 0 ] || fail "$name: the bench ended with $bench_status"
	grep -v '^plugins: ' bench.log >"$name/bench"
	say "$name took $(($(date +%s) - begun)) s"
}

# verdict NAME LABEL RIGHT WHAT
verdict() {
	if printf '%s\n' "$not_yet" | grep -q "^$1 $2: "; then
		if [ "$3" = 1 ]; then
			say "$1 $2: is right now: take it out of the table"
			bad=$((bad + 1))
		else
			failing=$((failing + 1))
		fi
	elif [ "$3" = 1 ]; then
		good=$((good + 1))
	else
		say "$1 $2: FAILED: $4"
		show "$1/table" "$1/played" "$1/bench" "$1/status" "$1/identify"
		bad=$((bad + 1))
	fi
}

wants() {
	found=$(grep -c -e "$4" "$1/$3")
	[ "$found" = "${5:-$found}" ] && [ "$found" -gt 0 ] && right=1 || right=0
	verdict "$1" "$2" $right "$found lines of $3 are like '$4'"
}

lacks() {
	has "$4" "$1/$3" && right=0 || right=1
	verdict "$1" "$2" $right "$3 has '$4'"
}

all_played() {
	say "$good right, $failing known to be wrong, $bad not as expected"
	[ $bad = 0 ] || exit 1
}
