#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of the plugins that listen on TCP.
for target in http sccp sip; do
	fuzz=$top_builddir/tests/fuzz/fuzz_$target
	seeds=$top_srcdir/tests/fuzz/seeds/$target
	if "$fuzz" -help=1 2>/dev/null | grep -q libFuzzer; then
		"$fuzz" -runs=0 "$seeds" || exit 1
	else
		"$fuzz" "$seeds" || exit 1
	fi
done
