#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The program exports every function that plugins may call, and a plugin
# exports its one symbol and nothing else.
: "${top_srcdir:?}" "${top_builddir:?}"
command -v nm >/dev/null 2>&1 || { echo "SKIP no nm (Debian: apt-get install binutils)"; exit 77; }
bad=0

plugins=$(find "$top_builddir/plugins" -path '*/.libs/*' -name '*.so' | sort)
if [ -z "$plugins" ]; then
	echo "no plugin is built"
	exit 1
fi

exported=$(nm -D --defined-only "$top_builddir/netrecover" | awk '{ print $NF }')
wanted=$(awk -f "$top_srcdir/tests/lint/strip.awk" "$top_srcdir/include/netrecover/protocol.h" |
	grep -oE '\bnr_[a-z_]+\(' | tr -d '(' | sort -u)
for f in $wanted; do
	echo "$exported" | grep -qx "$f" || { echo "netrecover does not export $f"; bad=1; }
done

# What sanitizers, coverage and the linker add is not ours.
theirs='^(_init|_fini|_edata|_end|__bss_start|__odr_asan.*|__(asan|ubsan|sanitizer|gcov|llvm|sanc?ov|start_|stop_).*|_*llvm_.*|___asan.*)$'
for so in $plugins; do
	symbols=$(nm -D --defined-only "$so" | awk '{ print $NF }' | grep -vE "$theirs")
	if [ "$symbols" != netrecover_plugin ]; then
		echo "${so#"$top_builddir"/} exports:" ${symbols:-nothing} "(expected: netrecover_plugin)"
		bad=1
	fi
done
# Other counts: functions by their semicolons, plugins by what libtool wrote of each.
. "$top_srcdir/tests/lint/count.sh"
declared=$(awk -f "$top_srcdir/tests/lint/strip.awk" "$top_srcdir/include/netrecover/protocol.h" |
	grep -cE '^[a-z].*\bnr_[a-z_]+\(')
looked_at "$(echo "$wanted" | grep -c .)" "$declared" functions || bad=1
modules=$(find "$top_builddir/plugins" -name '*.la' ! -path '*/.libs/*' \
	-exec grep -l "^dlname='..*'" {} + | wc -l)
looked_at "$(echo "$plugins" | grep -c .)" "$modules" plugins || bad=1
exit $bad
