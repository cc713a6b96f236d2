#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Nothing that a plugin was built with moves.  Every struct of the installed headers is frozen, or
# it grows by appending and its size is known: it stands in the envelope, or the plugin gives it.
#
# abi-2/ keeps the headers as the first plugins of ABI 2 were built with, and layout.x86_64 where
# everything in them lies on that machine; on others the kept headers themselves say it.
set -u
: "${CC:=cc}" "${top_srcdir:=.}"
here=$top_srcdir/tests/thirdparty
kept=$here/abi-2
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# These never grow: they stand inside of others, or in arrays of the plugin.
frozen="nr_mac nr_version nr_range nr_fact_value nr_patience nr_body nr_reader nr_uints nr_numbered"
# In struct nr_plugin itself.
envelope="nr_plugin nr_model nr_protocol nr_sizes"
# Functions take their size.
given="nr_bench nr_server nr_request"

# layout INCLUDE NAME: to NAME.layout
layout() {
	for h in types sighting model plugin protocol reader; do
		awk -f "$top_srcdir/tests/lint/strip.awk" "$1/netrecover/$h.h"
	done | grep -v '^#' | awk -f "$here/layout.awk" >"$work/$2.c"
	# shellcheck disable=SC2086 # options in CC are meant to be split
	$CC -std=gnu11 -w "-I$1" "$work/$2.c" -o "$work/$2" && "$work/$2" >"$work/$2.layout"
}

# judge OLD NEW: what has moved, one a line
judge() {
	awk -v frozen="$frozen" -v known="$frozen $envelope $given" '
	BEGIN {
		n = split(frozen, f, " "); for (i = 1; i <= n; i++) is_frozen[f[i]] = 1
		n = split(known, f, " "); for (i = 1; i <= n; i++) has_size["struct " f[i]] = 1
	}
	function type(name) { sub(/\..*/, "", name); return name }
	function is_struct(name) { return name ~ /^nr_/ && name !~ /\./ }
	NR == FNR { old[$1] = $2; old_size[$1] = $3; order[++count] = $1; next }
	{ new[$1] = $2; new_size[$1] = $3; names[++lines] = $1 }
	$1 ~ /^nr_sizes\./ { part = $1; sub(/.*\./, "", part); has_size["struct nr_" part] = 1 }
	END {
		for (i = 1; i <= count; i++) {
			name = order[i]
			if (!(name in new))
				print name ": is gone"
			else if (is_struct(name)) {
				if (new[name] < old[name] || (new[name] != old[name] && (name in is_frozen)))
					print name ": is " new[name] " bytes, was " old[name]
			} else if ((new[name] != old[name] || new_size[name] != old_size[name]) && name !~ /_COUNT$/)
				print name ": " new[name] " " new_size[name] ", was " old[name] " " old_size[name]
		}
		for (i = 1; i <= lines; i++) {
			name = names[i]
			if (is_struct(name) && !(("struct " name) in has_size))
				print name ": neither frozen nor is its size known"
			if (name in old || name !~ /\./)
				continue
			if (type(name) in is_frozen)
				print name ": new in a frozen struct"
			else if (type(name) in old && new[name] < old[type(name)])
				print name ": lies at " new[name] ", in what an old plugin has: " old[type(name)] " bytes"
		}
	}' "$1" "$2"
}

bad=0
layout "$kept" kept
layout "$top_srcdir/include" now
count=$(wc -l <"$work/kept.layout")
[ "$count" -gt 300 ] || { echo "only $count lines: not all of the headers was read"; bad=1; }
structs=$(grep -cE '^nr_[a-z_]+ ' "$work/kept.layout")
[ "$structs" = "$(cat "$kept"/netrecover/*.h | grep -cE '^struct nr_[a-z_]+ \{')" ] || { echo "not all structs were found: $structs"; bad=1; }
case $(uname -m) in
x86_64)
	# A compiler for another machine, or with other sizes, has another table.
	if printf 'int main(void) { return !(sizeof(long) == 8 && sizeof(void *) == 8); }\n' >"$work/lp64.c" &&
			$CC "$work/lp64.c" -o "$work/lp64" && "$work/lp64"; then
		cmp "$kept/layout.x86_64" "$work/kept.layout" || {
			diff "$kept/layout.x86_64" "$work/kept.layout"
			echo "the kept headers do not give the kept table: neither of the two changes"
			bad=1
		}
	fi
	;;
esac
judge "$work/kept.layout" "$work/now.layout" >"$work/moved"
[ ! -s "$work/moved" ] || { cat "$work/moved"; bad=1; }

# It would see each way to break a plugin.
# spoil NAME SED-PROGRAM HEADER WHAT
spoil() {
	rm -rf "$work/spoilt.d"
	mkdir "$work/spoilt.d"
	cp -r "$top_srcdir/include/netrecover" "$work/spoilt.d/netrecover"
	chmod -R u+w "$work/spoilt.d"
	sed "$2" "$top_srcdir/include/netrecover/$3" >"$work/spoilt.d/netrecover/$3"
	layout "$work/spoilt.d" spoilt
	judge "$work/kept.layout" "$work/spoilt.layout" | grep -q "$4" || { echo "$1 is not seen"; bad=1; }
}
spoil "a member between others" 's/^	bool ordered; .*/	int another;\n&/' model.h 'nr_load.version: '
spoil "a member that is gone" '/^	const char \*direct; /d' model.h 'nr_hop.direct: is gone'
spoil "a member of another size" 's/^	char train\[16\]/	char train[24]/' model.h 'nr_load.train: '
spoil "a frozen struct that grows" 's/^	uint16_t part\[8\];/&\n	int more;/' types.h 'nr_version.more: new in a frozen struct'
spoil "a new value between others" 's/^	NR_FACT_SERIAL,/	NR_FACT_NEW,\n&/' sighting.h 'NR_FACT_SERIAL: '
spoil "a struct without a size" 's/^struct nr_bench {/struct nr_other { int a; };\n&/' protocol.h 'nr_other: neither'
spoil "a member in the padding of an old one" 's/^	char part\[16\];.*/&/; s/^	bool always; .*/&\n	bool more;/' model.h 'nr_dhcp.more: lies at'

echo "$count lines, $structs structs of $(uname -m)"
exit $bad
