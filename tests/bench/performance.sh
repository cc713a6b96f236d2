#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The figures of docs/performance.md, in its order, from this machine: as root, in the build folder,
#
#   make tests/bench/coreload tests/bench/dhcpload tests/bench/dhcpresponder && tests/bench/performance.sh
#
# Takes about three minutes.  Environment: top_builddir (default: here), ROUNDS (3), SECONDS_EACH (3).
set -u
here=$(dirname "$0")
top_builddir=${top_builddir:-$PWD}
NETRECOVER_PLUGIN_PATH=$top_builddir/plugins/.libs:$top_builddir/plugins/models/.libs
export top_builddir NETRECOVER_PLUGIN_PATH
load=$top_builddir/tests/bench/coreload
[ -x "$load" ] || { echo "first: make tests/bench/coreload" >&2; exit 2; }

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
echo "the core alone"
"$load" 10 1000 10000 100000
echo "ten times as many models"
"$load" -m 10 1000 10000
echo "with a journal"
"$load" -j "$folder" 10000
echo "DHCP, four-way, through a network"
"$here/dhcp.sh" -r "${ROUNDS:-3}" -t "${SECONDS_EACH:-3}" | grep -A 4 '^medians' | grep -v '^--'
echo "on $(nproc) processors, load average $(cut -d' ' -f1 /proc/loadavg)"
