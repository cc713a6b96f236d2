#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of fuzz_models.
exec "$top_builddir/tests/fuzz/fuzz_models" "$top_srcdir"/tests/fuzz/seeds/models/*
