#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# recovery.sh -- a whole recovery, 8.3(3) by 8.5(2) to 9.4(2), over its floor: what a phone takes to
# boot, to fetch its files and to write them, by its own log.
#
# usage, as root, from the build folder:  [PHONES=64] [SPEED=10] [KIB=1536] tests/bench/recovery.sh
# SPEED: the phones' own waiting times are divided by it; the bench's part is not, so that a
# real phone is nearer to its floor than what is printed.
export STORY_LIMIT=1500 PHONE_LIMIT=1400
: "${SPEED:=10}" "${KIB:=1536}" "${PHONES:=1}"
export SPEED KIB PHONES
. "$(dirname "$0")/../stories/lib.sh"

target=SCCP45.9-4-2SR3-1S
call_manager 435=$target
write_ini </dev/null
firmware SCCP45.8-5-2S $target
bench
set --
n=0
while [ $n -lt "$PHONES" ]; do
	n=$((n + 1))
	set -- "$@" --phone "mac=001B54AA$(printf %04X $n),model=7945,load=SCCP45.8-3-3S,until=$target"
done
phones "$@"
phones_arrived
n=0
while [ $n -lt "$PHONES" ]; do
	n=$((n + 1))
	pace "SEP001B54AA$(printf %04X $n)"
done | awk '{ print $1 / ($2 + $3 + $4), $1, $2, $3, $4, $5 }' | sort -n | awk -v speed="$SPEED" '
	{ line[NR] = $0 }
	END {
		split(line[int((NR + 1) / 2)], f, " ")
		split(line[NR], last, " ")
		printf "%d phone%s, at %d times its pace: median %.1f s (boots %.1f, files %.1f, flash %.1f, ", NR,
			(NR > 1 ? "s" : ""), speed, f[2] / 1000, f[3] / 1000, f[4] / 1000, f[5] / 1000
		printf "else %.1f), %.3f of the floor; the worst %.3f\n", f[6] / 1000, f[1], last[1]
	}'
kill "$bench_pid"
