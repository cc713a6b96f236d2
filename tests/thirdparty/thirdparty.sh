#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A stranger's model plugin, built from the public headers and nothing else.
#
# The headers are copied to a folder of their own, each is compiled alone as C11
# and as C++, the plugin is built beside them, needs nothing but libc, and is what
# the ABI says.  The program itself checks it too, once it can.
set -eu
: "${CC:=cc}" "${CXX:=c++}" "${top_srcdir:=.}" "${top_builddir:=.}"
here=$top_srcdir/tests/thirdparty
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

mkdir -p "$work/include/netrecover"
cp "$top_srcdir"/include/netrecover/*.h "$work/include/netrecover/"
strict="-Wall -Wextra -Werror -I$work/include"

# Options in CC ("gcc -m32", "ccache cc") are meant to be split.
# shellcheck disable=SC2086
for header in "$work"/include/netrecover/*.h; do
	name=${header##*/}
	echo "#include <netrecover/$name>" >"$work/alone.c"
	$CC -std=c11 $strict -fsyntax-only "$work/alone.c" || fail "$name alone as C11"
	if command -v ${CXX%% *} >/dev/null 2>&1; then
		cp "$work/alone.c" "$work/alone.cc"
		$CXX -std=c++11 $strict -fsyntax-only "$work/alone.cc" || fail "$name alone as C++"
	fi
done

# shellcheck disable=SC2086
$CC -std=c11 $strict -Wshadow -Wstrict-prototypes -O2 -fPIC -shared -Wl,-z,defs \
	"$here/acme-100.c" -o "$work/acme-100.so" || fail "the plugin does not build"

# Undefined symbols: those of libc (versioned), and weak ones that the compiler adds.
if command -v nm >/dev/null 2>&1; then
	alien=$(nm -D --undefined-only "$work/acme-100.so" | grep -v ' w ' | grep -v '@GLIBC' || :)
	[ -z "$alien" ] || fail "it needs more than libc: $alien"
	exported=$(nm -D --defined-only "$work/acme-100.so" | awk '$2 ~ /[A-Z]/ { print $3 }')
	case " $exported " in
	*" netrecover_plugin "*) ;;
	*) fail "it exports '$exported'" ;;
	esac
fi

"$top_builddir/tests/thirdparty/abi" "$work/acme-100.so" || fail "the ABI check"

program=$top_builddir/netrecover
if [ -x "$program" ] && "$program" --help 2>&1 | grep -q check-plugin; then
	"$program" check-plugin "$work/acme-100.so" || fail "netrecover check-plugin"
fi
echo "a stranger's plugin is sound"
