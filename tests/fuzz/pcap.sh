#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Replay the seeds of the decoders of the pcap plugin, whole, cut and mutated.
set -eu
for target in cdp lldp sniff; do
	"${top_builddir:-.}/tests/fuzz/fuzz_$target" "${top_srcdir:-.}/tests/fuzz/seeds/$target"/*
done
