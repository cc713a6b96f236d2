#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Replay the seeds of fuzz_models.
exec "$top_builddir/tests/fuzz/fuzz_models" "$top_srcdir"/tests/fuzz/seeds/models/*
