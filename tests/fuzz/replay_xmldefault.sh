#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Replay the seeds of fuzz_xmldefault.
exec "$top_builddir/tests/fuzz/fuzz_xmldefault" "$top_srcdir"/tests/fuzz/seeds/xmldefault/*
