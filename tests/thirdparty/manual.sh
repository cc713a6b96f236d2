#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# netrecover-plugin(7) names everything that the headers offer: every value of an enum, every
# function, every member of the structs that a plugin fills or calls.
: "${top_srcdir:?}"
cd "$top_srcdir" || exit 99
page=man/netrecover-plugin.7
headers="include/netrecover/sighting.h include/netrecover/model.h include/netrecover/protocol.h"
bad=0 count=0
named() {
	count=$((count + 1))
	grep -qwF -e "$1" "$page" || { echo "$page: does not name $1 ($2)"; bad=1; }
}
# shellcheck disable=SC2086 # a list of files
for value in $(sed -n '/^enum /,/^};/p' $headers | sed 's|/\*.*||' | grep -oE '\bNR_[A-Z_]+\b' | grep -v '_COUNT$' | sort -u); do
	named "$value" "a value"
done
for function in $(grep -oE '\bnr_[a-z_]+\(' include/netrecover/protocol.h | tr -d '(' | sort -u); do
	named "$function" "a function"
done
# The members of a struct, by their last word before ; or (.
for struct in nr_model nr_protocol; do
	for member in $(awk -v name="struct $struct {" '$0 == name { on = 1; next } /^};/ { on = 0 } on' \
			include/netrecover/model.h include/netrecover/protocol.h | sed 's|/\*.*\*/||; /^\t\?[ /]\*/d; /^\t\t/d' |
			sed -n 's/^\t.*(\*\([a-z_]*\))(.*/\1/p; s/^\t[^(]*[ *]\([a-z_]*\);.*/\1/p' | sort -u); do
		[ "$member" = origin ] || named "$member" "of struct $struct"
	done
done
# And in their words: man/headers.awk wrote that part.
said=$(mktemp) || exit 99
trap 'rm -f "$said"' EXIT
# shellcheck disable=SC2086 # a list of files
awk -f man/headers.awk $headers >"$said"
sed -n '/headers.awk: begin$/,/headers.awk: end$/p' "$page" | sed '1d;$d' | cmp -s - "$said" || {
	echo "$page does not say what the headers say: make update-manual"
	sed -n '/headers.awk: begin$/,/headers.awk: end$/p' "$page" | sed '1d;$d' | diff - "$said" | head -20
	bad=1
}
[ "$(grep -c '^\.It' "$said")" -gt 200 ] || { echo "headers.awk finds too little"; bad=1; }
[ "$count" -gt 120 ] || { echo "only $count names found"; bad=1; }
echo "looked for $count names"
exit $bad
