#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of what is overheard on the wire.
fuzz=$top_builddir/tests/fuzz/fuzz_overhear
seeds=$top_srcdir/tests/fuzz/seeds/overhear
if "$fuzz" -help=1 2>/dev/null | grep -q libFuzzer; then
	exec "$fuzz" -runs=0 "$seeds"
fi
exec "$fuzz" "$seeds"
