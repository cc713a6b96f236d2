#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The examples of netrecover-plugin(7) compile without a warning and are sound,
# and the configurations of netrecover.conf(5) and conf/bench.ini have no error.
: "${top_srcdir:?}" "${top_builddir:?}" "${CC:=cc}"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
bad=0

# The programs in the page, each named by its first comment: /* NAME.c -- ...
awk -v into="$work" '
	/^\.Ed/ { name = "" }
	/^\/\* [a-z0-9-]*\.c -- / { name = $2 }
	name != "" { gsub(/\\e/, "\\"); gsub(/\\&/, ""); print > (into "/" name) }
' "$top_srcdir/man/netrecover-plugin.7"

for c in example-1000 beacon; do
	[ -s "$work/$c.c" ] || { echo "netrecover-plugin.7: no $c.c"; bad=1; continue; }
	# A compiler may come with options: to be split.
	# shellcheck disable=SC2086
	if ! $CC -std=gnu11 -Wall -Wextra -Werror -Wno-missing-field-initializers -shared -fPIC \
			-I"$top_srcdir/include" -o "$work/$c.so" "$work/$c.c" >"$work/log" 2>&1; then
		cat "$work/log"
		bad=1
	elif ! "$top_builddir/netrecover" check-plugin "$work/$c.so" >"$work/log" 2>&1; then
		echo "netrecover check-plugin $c.so:"
		cat "$work/log"
		bad=1
	fi
done
count=0
# The configurations in the page: displays, from a line [bench] on.
awk -v into="$work" '
	/^\.(Bd|Ed)/ { name = "" }
	/^\[bench\]$/ { name = into "/page-" ++n ".ini" }
	name != "" { print > name }
' "$top_srcdir/man/netrecover.conf.5"
cp "$top_srcdir/conf/bench.ini" "$work/bench.ini"
: >"$work/XMLDefault.cnf.xml"
for ini in "$work"/*.ini; do
	# An interface that is nowhere, so that nothing is asked on a wire.
	"$top_builddir/netrecover" -c "$ini" --set bench.interface=nowhere0 -t >"$work/log" 2>&1
	if ! grep -q '^ok  *configuration ' "$work/log"; then
		echo "${ini##*/} has errors:"
		cat "$work/log"
		bad=1
	fi
	count=$((count + 1))
done
cd "$top_srcdir" || exit 99
. tests/lint/count.sh
looked_at "$count" "$(grep -cx '\[bench\]' man/netrecover.conf.5 conf/bench.ini | awk -F: '{ n += $2 } END { print n }')" \
	configurations || bad=1
lines=$(wc -l <"$work/example-1000.c")
[ "$lines" -lt 100 ] || { echo "a model should need less than 100 lines, not $lines"; bad=1; }
echo "example-1000.c has $lines lines"

exit $bad
