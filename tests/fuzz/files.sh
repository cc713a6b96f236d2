#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of what is read of files, of the kernel and of the control socket.
set -eu
for target in archive sigcache orders pcapng link; do
	fuzz=${top_builddir:-.}/tests/fuzz/fuzz_$target seeds=${top_srcdir:-.}/tests/fuzz/seeds/$target
	if "$fuzz" -help=1 2>/dev/null | grep -q libFuzzer; then
		"$fuzz" -runs=0 "$seeds"
	else
		"$fuzz" "$seeds"
	fi
done
