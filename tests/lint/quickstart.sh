#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A warning of the compiler ends "quickstart check --werror", and never what a user runs.
# Every program that it calls is a stand-in here.
cd "${top_srcdir:?}" || exit 99
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/m4" "$scratch/plugins/models"
cp quickstart "$scratch" || exit 99
cd "$scratch" || exit 99
printf '#!/bin/sh\nprintf installed\n' >bin/dpkg-query
printf '#!/bin/sh\n' >bin/apt-get
printf '#!/bin/sh\necho "$*" >>%s/said\necho "# PASS: 1"\n' "$scratch" >bin/make
touch configure.ac
printf '#!/bin/sh\n' >configure
chmod +x bin/* configure
PATH=$scratch/bin:$PATH
bad=0

# expect COUNT WORDS...: so many calls of make have -Werror
expect() {
	want=$1
	shift
	: >said
	if ! ./quickstart "$@" >log 2>&1 </dev/null || ! [ -s said ]; then
		echo "quickstart $* failed:"
		cat log
		bad=1
		return
	fi
	have=$(grep -c -e -Werror said)
	[ "$have" -eq "$want" ] || { echo "quickstart $*: $have calls of make have -Werror, not $want"; bad=1; }
}

expect 0 build
expect 0 check
expect 2 check --werror
if ./quickstart check --strict >log 2>&1; then
	echo "quickstart check takes any word"
	bad=1
fi
exit $bad
