#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of fuzz_loadname; with libFuzzer each file is run once.
set -eu
seeds=${top_srcdir:-.}/tests/fuzz/seeds/loadname
exec "${top_builddir:-.}/tests/fuzz/fuzz_loadname" "$seeds"/*
