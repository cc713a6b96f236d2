#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# packaging/version names the sources: with git and without, before a tag, at it, after it.
# The program says the same with -V, and whose it is.
: "${top_srcdir:?}" "${top_builddir:?}"
version=$(cd "$top_srcdir" && pwd)/packaging/version
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
bad=0

# expect WANTED FOLDER
expect() {
	said=$("$version" "$scratch/$2" 1.2.3)
	echo "$said" | grep -qxE -e "$1" || { echo "$2: '$said' where '$1' was expected"; bad=1; }
}

# What -V says is what make asked for.
built=$(sed -n 's/^#define BUILD_VERSION "\(.*\)"$/\1/p' "$top_builddir/build-version.h")
said=$("$top_builddir/netrecover" -V)
[ "$(echo "$said" | head -n 1)" = "netrecover $built" ] || { echo "-V says $said, and make was told $built"; bad=1; }
echo "$said" | grep -q '^Copyright (C) [0-9]* the netrecover contributors' || { echo "-V: no copyright"; bad=1; }

mkdir "$scratch/tarball" "$scratch/export" "$scratch/clone"
echo 1.2.3+4.gabcdef0 >"$scratch/tarball/.version"
expect '1\.2\.3\+4\.gabcdef0' tarball
expect '1\.2\.3' export

if ! command -v git >/dev/null 2>&1; then
	[ $bad -eq 0 ] || exit 1
	echo "SKIP git is missing, so a clone was not looked at (Debian: apt-get install git)"
	exit 77
fi
in_clone() {
	git -C "$scratch/clone" -c user.name=x -c user.email=x@example.org -c commit.gpgsign=false \
		-c tag.gpgsign=false -c core.hooksPath=/dev/null -c init.defaultBranch=main "$@" >/dev/null 2>&1
}
in_clone init
echo one >"$scratch/clone/file"
in_clone add file
in_clone commit -m one
expect '1\.2\.3~1\.g[0-9a-f]{7}' clone
in_clone tag -a -m release v1.2.3
expect '1\.2\.3' clone
echo two >"$scratch/clone/file"
expect '1\.2\.3\.dirty' clone
in_clone commit -a -m two
expect '1\.2\.3\+1\.g[0-9a-f]{7}' clone
# Unpacked inside a repository of somebody else.
mkdir "$scratch/clone/other"
expect '1\.2\.3' clone/other
# Whose release the tag is says the tag.
in_clone tag other-9
expect '1\.2\.3\+1\.g[0-9a-f]{7}' clone

# The marks stand before and after a release for a package manager too.
if command -v dpkg >/dev/null 2>&1; then
	dpkg --compare-versions '1.2.3~9.gabcdef0' lt 1.2.3 || { echo "dpkg: ~ is not before the release"; bad=1; }
	dpkg --compare-versions '1.2.3+1.gabcdef0' gt 1.2.3 || { echo "dpkg: + is not after the release"; bad=1; }
fi
exit $bad
