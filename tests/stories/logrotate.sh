#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# logrotate takes the journal away again and again while phones are recovered, with and without
# a new file in its place: no line is lost or doubled, and each file after the first begins
# with all that is known.
. "$(dirname "$0")/lib.sh"
need logrotate

goal=SCCP45.9-4-2SR3-1S
call_manager 435=$goal
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S $goal
bench
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,until=$goal \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-3-3S,until=$goal

# The recipe, for this folder; with "create" as many systems have it by default.
sed "s,/var/lib/netrecover/[^ ]*/,$PWD/state/,; /^[[:space:]]*su /d" "$top_srcdir/conf/examples/logrotate.conf" >recipe
has "^$PWD/state/journal.jsonl" recipe || fail "the recipe has no journal"
sed 's/nocreate/create/' recipe >with-create
# Names have the second in them.
n=0 last=0
another_second() {
	[ "$(date +%s)" != "$last" ]
}
while kill -0 "$phones_pid" 2>/dev/null && [ $n -lt 40 ]; do
	n=$((n + 1))
	before=$(stat -c %i state/journal.jsonl)
	which=recipe
	[ $((n % 2)) = 0 ] || which=with-create
	wait_for 5 another_second
	last=$(date +%s)
	logrotate -f -s logrotate.state $which >>logrotate.log 2>&1 || fail "logrotate: $(cat logrotate.log)"
	goes_on() {
		[ -s state/journal.jsonl ] && [ "$(stat -c %i state/journal.jsonl)" != "$before" ]
	}
	wait_for 10 goes_on
done
phones_arrived
kill -TERM "$bench_pid"
end_bench
[ $n -ge 2 ] || fail "it was rotated $n times only"
find state -name '*.gz' -exec gunzip {} +
expect "files" "$(find state -name 'journal.jsonl-*' | wc -l)" "$n"
expect "files that begin with what is known" "$(head -qn 1 state/journal.jsonl* | grep -c '"event":"journal.continued"')" "$n"
"$top_builddir/tests/stories/check-journal" --seq state/journal.jsonl* >seq || fail "lines: $(cat seq)"
expect "phones done" "$(cat state/journal.jsonl* | grep -c '"event":"phone.done"')" 2
say "$n times; $(cat seq)"
