#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# An import that is killed at any moment: the library is as before, or has a
# whole release more; the next import clears away what was left.
STORY_LIMIT=140
. "$(dirname "$0")/lib.sh"

ROUNDS=${ROUNDS:-200}
write_ini </dev/null
firmware SCCP45.8-5-2S
sums() {
	(cd firmware/cmterm-7945_7965-sccp.8-5-2 && cksum ./*)
}
sums >before
mkdir more
"$top_builddir/netrecover-firmware" -s 400 -o more SCCP45.9-3-1SR4-1S || fail "netrecover-firmware"
new=firmware/cmterm-7945_7965-sccp.9-3-1SR4-1

# now: milliseconds
now() {
	t=$(date +%s%N)
	echo $((t / 1000000))
}
# How long does a whole one take here, at best?
takes=10000
for i in 1 2 3 4 5; do
	rm -rf $new
	began=$(now)
	"$netrecover" -c bench.ini -q import more >/dev/null 2>err || fail "import: $(cat err)"
	took=$(($(now) - began))
	[ $took -ge $takes ] || takes=$took
done
[ -d $new ] || fail "$new is not there"

end=$(($(now) + 60000))
whole=0 cut=0 round=0
for delay in $(awk -v n="$ROUNDS" -v ms="$takes" 'BEGIN {
	srand(4)
	for (i = 0; i < n; i++)
		printf "%.3f\n", rand() * ms * 1.1 / 1000
}'); do
	[ "$(now)" -lt $end ] || break
	round=$((round + 1))
	rm -rf $new
	"$netrecover" -c bench.ini -q import more >/dev/null 2>&1 &
	pid=$!
	sleep "$delay"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	"$netrecover" -c bench.ini library >out 2>err || fail "round $round, after $delay s: $(cat out err)"
	[ ! -s err ] || fail "round $round, after $delay s: $(cat err)"
	sums | cmp -s - before || fail "round $round: the old release has changed"
	if [ -d $new ]; then
		has 'SCCP45.9-3-1SR4-1S .* whole ' out || fail "round $round: half a release: $(cat out)"
		whole=$((whole + 1))
	else
		! has '9-3-1SR4' out || fail "round $round: a load without its release: $(cat out)"
		cut=$((cut + 1))
	fi
done
say "$round kills in imports of $takes ms: $cut left the library as it was, $whole came too late"
[ $cut -gt 0 ] || fail "no import was interrupted"
"$netrecover" -c bench.ini -q import more >/dev/null || fail "the last import"
[ -z "$(find firmware -name '.import-*')" ] || fail "left: $(find firmware -name '.import-*')"
exit 0
