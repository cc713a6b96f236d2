#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Structs and rows grow by appending: an old plugin with a new program, a new plugin with an
# old program, and both of the same age give the same plan.
#
# abi-2/ keeps the headers as the first plugins of ABI 2 were built with; they never change.
# The headers of a day to come are made here: every struct that may grow gets more members.
set -eu
: "${CC:=cc}" "${top_srcdir:=.}" "${top_builddir:=.}"
here=$top_srcdir/tests/thirdparty
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

# grow: the header on standard input, with two more members in each struct that may grow
grow() {
	awk -v may="match hop board name suffix alias dhcp restart load found ask model option \
		sighting file sizes plugin protocol bench server request" '
		BEGIN { n = split(may, w, /[ \t]+/); for (i = 1; i <= n; i++) grows["nr_" w[i]] = 1 }
		/^struct nr_[a-z]+ \{$/ { in_it = ($2 in grows) }
		/^};$/ && in_it { print "\tvoid *later[2];"; in_it = 0 }
		{ print }'
}

mkdir -p "$work/grown/netrecover"
for h in "$top_srcdir"/include/netrecover/*.h; do
	grow <"$h" >"$work/grown/netrecover/${h##*/}"
done
grep -c 'later\[2\]' "$work/grown/netrecover/model.h" | grep -qx 12 || fail "not all structs of model.h have grown"
grep -c 'later\[2\]' "$work/grown/netrecover/protocol.h" | grep -qx 6 || fail "not all structs of protocol.h have grown"

# plugin INCLUDE NAME [FLAG...]: the ladder and the hearer, built with these headers
plugin() {
	inc=$1 name=$2
	shift 2
	# shellcheck disable=SC2086 # options in CC are meant to be split
	$CC -std=c11 -O2 -fPIC -shared "$@" "-I$inc" "$here/ladder.c" -o "$work/$name.so" ||
		fail "the ladder does not build with $inc"
	# shellcheck disable=SC2086
	$CC -std=c11 -O2 -fPIC -shared "$@" "-I$inc" "$here/hearer.c" -o "$work/hearer-$name.so" ||
		fail "the hearer does not build with $inc"
}
plugin "$here/abi-2" old
plugin "$top_srcdir/include" same
plugin "$work/grown" new -DGROWN

# The program: sound, and four stops before the target.
program=$top_builddir/netrecover
for age in old same new; do
	"$program" check-plugin "$work/$age.so" >"$work/out" 2>&1 || {
		cat "$work/out" >&2
		fail "the $age plugin is not sound"
	}
	"$program" check-plugin "$work/hearer-$age.so" 2>&1 | cat >"$work/out"
	grep -qx sound "$work/out" || {
		cat "$work/out" >&2
		fail "the $age protocol is not sound"
	}
	grep -q "first, second, text, third" "$work/out" || fail "not all keys of the $age protocol are read"
	mkdir -p "$work/$age.d"
	mv "$work/$age.so" "$work/$age.d/"
	NETRECOVER_PLUGIN_PATH=$work/$age.d "$program" plan LADDER ladder-1.0 ladder-9.0 >"$work/$age.plan" 2>&1 || :
	steps=$(grep -c "L[1-4]: One rung after the other" "$work/$age.plan" || :)
	[ "$steps" = 4 ] || {
		cat "$work/$age.plan" >&2
		fail "the $age plugin: $steps stops, expected 4"
	}
	cmp -s "$work/old.plan" "$work/$age.plan" || fail "the $age plugin has another plan than the old one"
done

# A program of the day to come, with each of them; and the sanitizers look on where they can.
copies() {
	# shellcheck disable=SC2086
	$CC -std=gnu11 -g $sanitize -DGROWN -I"$work/grown" -I"$top_builddir" -I"$top_srcdir" \
		"$here/copies.c" "$top_srcdir/core/plugin/plugin_copy.c" \
		"$top_srcdir/core/plugin/model.c" "$top_srcdir/core/plugin/callback.c" "$top_srcdir/core/plugin/version.c" \
		"$top_srcdir/core/base/file_name.c" -o "$work/copies" -ldl 2>"$work/cc"
}
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=all"
copies || { sanitize='' && copies; } || {
	cat "$work/cc" >&2
	fail "the newer program does not build"
}
for age in old same; do
	"$work/copies" "$work/$age.d/$age.so" || fail "the $age plugin in a newer program"
done

# The same for the functions that protocols call.  What these lead to is not linked.
hosts() {
	core=$top_srcdir/core
	# shellcheck disable=SC2086
	$CC -std=gnu11 -g -w $sanitize -DGROWN -I"$work/grown" -I"$top_builddir" -I"$top_srcdir" \
		"$here/hosts.c" "$core/serve/instance.c" "$core/plugin/plugin_copy.c" "$core/plugin/callback.c" \
		"$core/config/ini.c" "$core/config/ini_value.c" "$core/base/log.c" "$core/base/nearest.c" \
		"$core/base/disk.c" "$core/base/pool.c" -rdynamic -Wl,-z,lazy -Wl,--unresolved-symbols=ignore-in-object-files \
		-o "$work/hosts" -ldl 2>"$work/cc"
}
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=all"
hosts || { sanitize='' && hosts; } || {
	cat "$work/cc" >&2
	fail "the newer program for protocols does not build"
}
for age in old same; do
	"$work/hosts" "$work/hearer-$age.so" || fail "the $age protocol in a newer program"
done
echo "old and new plugins are read as they were built"
