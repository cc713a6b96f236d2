#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Every verb and the configuration take a model as people write it (core/plugin/spelling.c).
: "${top_srcdir:?}" "${top_builddir:?}"
bad=0

# same WHAT COMMAND...: it says the same of "$1" as of 7945
same() {
	spelling=$1
	shift
	"$top_builddir/netrecover" -q "$@" 7945 SCCP45.8-3-2S SIP45.9-4-2SR3-1S >plain.$$ 2>&1
	"$top_builddir/netrecover" -q "$@" "$spelling" SCCP45.8-3-2S SIP45.9-4-2SR3-1S 2>&1 | sed "s/^$spelling\$/7945/" >spelt.$$
	cmp -s plain.$$ spelt.$$ || { echo "$* '$spelling' is not $* 7945"; bad=1; }
}

trap 'rm -f plain.$$ spelt.$$' EXIT
for spelling in 7945G CP-7945G cp-7945g cisco-7945 'Cisco 7945' 'Cisco Unified IP Phone 7945G'; do
	same "$spelling" plan
	same "$spelling" explain
	same "$spelling" --set 'bench.models=CP-7945G' plan
done
grep -q '^ *2  ' plain.$$ || { echo "plan makes no plan"; bad=1; }
exit $bad
