#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Each public header compiles alone, as strict C11 and as C++; so do the macros
# with which a plugin ends.
: "${top_srcdir:?}" "${CC:=cc}"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
bad=0

# compile LANGUAGE FILE COMMAND...
compile() {
	language=$1 file=$2
	shift 2
	if ! "$@" -Wall -Wextra -Werror -pedantic -I"$top_srcdir/include" -c "$file" \
			-o "$work/out.o" >"$work/log" 2>&1; then
		echo "as $language: $(cat "$file")"
		cat "$work/log"
		bad=1
	fi
}

cxx=
for c in "${CXX:-}" g++ clang++; do
	if [ -n "$c" ] && command -v "${c%% *}" >/dev/null 2>&1; then
		cxx=$c
		break
	fi
done
[ -n "$cxx" ] || echo "no C++ compiler: tried as C only (Debian: apt-get install g++)"

count=0
for header in "$top_srcdir"/include/netrecover/*.h; do
	printf '#include <netrecover/%s>\nextern int nothing;\n' "${header##*/}" >"$work/one.c"
	cp "$work/one.c" "$work/one.cc"
	# A compiler may come with options: to be split.
	# shellcheck disable=SC2086
	compile C11 "$work/one.c" $CC -std=c11
	# shellcheck disable=SC2086
	[ -z "$cxx" ] || compile C++ "$work/one.cc" $cxx -std=c++11
	count=$((count + 1))
done

cat >"$work/plugin.c" <<'EOS'
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
static const struct nr_model model = { 0 };
NR_MODEL_PLUGIN("cisco-0000", "1.0", &model);
EOS
# shellcheck disable=SC2086
compile C11 "$work/plugin.c" $CC -std=c11 -Wno-missing-field-initializers

cd "$top_srcdir" || exit 99
. tests/lint/count.sh
looked_at "$count" "$(tracked 'include/netrecover/*.h' | wc -l)" headers || bad=1
exit $bad
