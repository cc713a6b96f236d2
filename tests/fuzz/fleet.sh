#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of the reader of fleets.
fuzz=$top_builddir/tests/fuzz/fuzz_fleet
seeds=$top_srcdir/tests/fuzz/seeds/fleet
if "$fuzz" -help=1 2>/dev/null | grep -q libFuzzer; then
	exec "$fuzz" -runs=0 "$seeds"
fi
exec "$fuzz" "$seeds"
