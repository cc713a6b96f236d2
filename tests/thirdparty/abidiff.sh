#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What the debuggers' tables say of the interface, by the kept headers and by today's: of every
# struct, and every function that the program offers to plugins.  libabigail knows more ways
# to break one than layout.sh: the types of arguments, of what is pointed to, of results.
set -u
: "${CC:=cc}" "${top_srcdir:=.}"
here=$top_srcdir/tests/thirdparty
command -v abidiff >/dev/null 2>&1 || {
	echo "SKIP needs abidiff (Debian: apt-get install abigail-tools; Fedora: libabigail)"
	exit 77
}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# sizes INCLUDE: of each struct of the kept headers
sizes() {
	{
		echo '#include <netrecover/plugin.h>'
		echo '#include <netrecover/protocol.h>'
		echo '#include <netrecover/reader.h>'
		echo 'int main(void) {'
		cat "$here"/abi-2/netrecover/*.h | sed -n 's/^struct \(nr_[a-z_]*\) {$/printf("\1 %zu\\n", sizeof(struct \1));/p'
		echo 'return 0; }'
	} >"$work/sizes.c"
	# shellcheck disable=SC2086 # options in CC are meant to be split
	$CC -std=gnu11 -w "-I$1" "$work/sizes.c" -o "$work/sizes" && "$work/sizes"
}

# What may be: values at the end, and members at the end of a struct that has grown; layout.sh
# says which may, and that nothing in them moved.
sizes "$here/abi-2" >"$work/sizes.kept"
sizes "$top_srcdir/include" >"$work/sizes.now"
grown=$(diff "$work/sizes.kept" "$work/sizes.now" | sed -n 's/^> \(nr_[a-z_]*\) .*/\1/p' | paste -sd'|')
cat >"$work/may" <<END
[suppress_type]
type_kind = struct
name_regexp = ^(${grown:-nothing})\$
has_data_member_inserted_at = end
[suppress_type]
type_kind = enum
changed_enumerators = NR_FACT_COUNT, NR_SOURCE_COUNT
END

# everything: a pointer to each struct, and one to each function, of its type
everything() {
	echo '#include <netrecover/plugin.h>'
	echo '#include <netrecover/protocol.h>'
	echo '#include <netrecover/reader.h>'
	cat "$here"/abi-2/netrecover/*.h | sed -n 's/^struct \(nr_[a-z_]*\) {$/struct \1 *a_\1;/p'
	awk -f "$top_srcdir/tests/lint/strip.awk" "$here/abi-2/netrecover/protocol.h" |
		grep -oE '(^|[ *])nr_[a-z_]+\([a-z]' | grep -oE 'nr_[a-z_]+' | sort -u |
		while read -r f; do
			echo "extern __typeof__(&$f) the_$f; __typeof__(&$f) the_$f = $f;"
		done
}

# build INCLUDE NAME
build() {
	everything >"$work/everything.c"
	# shellcheck disable=SC2086 # options in CC are meant to be split
	$CC -std=gnu11 -w -g -O0 -fPIC -shared "-I$1" "$work/everything.c" -o "$work/$2.so" || exit 1
}

# compare NAME: 0 when nothing changed that may not
compare() {
	abidiff --suppr "$work/may" "$work/kept.so" "$work/$1.so" >"$work/out" 2>&1
}

build "$here/abi-2" kept
build "$top_srcdir/include" now
count=$(grep -c the_nr "$work/everything.c") structs=$(grep -c '^struct' "$work/everything.c")
[ "$count" -ge 20 ] && [ "$structs" -ge 30 ] || { echo "only $count functions, $structs structs were found"; exit 1; }
bad=0
compare now || { cat "$work/out"; bad=1; }

# It sees what changes; SED-PROGRAM HEADER.
spoil() {
	rm -rf "$work/spoilt"
	mkdir "$work/spoilt"
	cp -r "$top_srcdir/include/netrecover" "$work/spoilt/netrecover"
	chmod -R u+w "$work/spoilt"
	sed "$1" "$top_srcdir/include/netrecover/$2" >"$work/spoilt/netrecover/$2"
	build "$work/spoilt" spoilt
	! compare spoilt || { echo "not seen: $1"; bad=1; }
}
spoil 's/^bool nr_ask_restart(struct nr_instance \*self, nr_phone_id phone);/bool nr_ask_restart(struct nr_instance *self, nr_phone_id *phone);/' protocol.h
spoil 's/^	bool ordered; .*/	int another;\n&/' model.h
spoil 's/^	const char \*direct; /	const uint8_t *direct; /' model.h
spoil 's/^	NR_FACT_SERIAL,/	NR_FACT_NEW,\n&/' sighting.h
spoil 's/^	uint32_t min, max;/	uint64_t min, max;/' protocol.h

echo "$count functions and $structs structs compared"
exit $bad
