#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Read by the lints: a lint that passes because it found nothing is a fault, so
# each counts what it looked at, and somebody else counts what there is.

# tracked PATTERN...: the files of the tree, by git; in a tarball by find.
tracked() {
	# Not "is there a .git": a tarball unpacked inside some other repository is none.
	if [ -e .git ] && git -c safe.directory='*' rev-parse --git-dir >/dev/null 2>&1; then
		git -c safe.directory='*' ls-files -- "$@"
		return
	fi
	for pattern in "$@"; do
		find . -type f -path "./$pattern" | sed 's,^\./,,'
	done | sort -u
}

# looked_at COUNT THERE-ARE WHAT: say so; fails when that is too few, or nothing.
looked_at() {
	echo "looked at $1 $3"
	[ "$1" -gt 0 ] && [ "$1" -ge "$2" ] && return 0
	echo "there are $2 $3"
	return 1
}
