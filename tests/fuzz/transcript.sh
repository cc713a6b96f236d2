#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of the reader of transcripts.
fuzz=$top_builddir/tests/fuzz/fuzz_transcript
seeds=$top_srcdir/tests/fuzz/seeds/transcript
if "$fuzz" -help=1 2>/dev/null | grep -q libFuzzer; then
	exec "$fuzz" -runs=0 "$seeds"
fi
exec "$fuzz" "$seeds"
