#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of fuzz_ini.
exec "$top_builddir/tests/fuzz/fuzz_ini" "$top_srcdir"/tests/fuzz/seeds/ini/*
