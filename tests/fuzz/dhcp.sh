#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck disable=SC2154  # make check sets the folders
# Replay the seeds; under libFuzzer, without making new ones.
set -- "$top_srcdir"/tests/fuzz/seeds/dhcp/*
exec "$top_builddir/tests/fuzz/fuzz_dhcp" "$@"
