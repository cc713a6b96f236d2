#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Functions that are not used here, because there is a bounded or safer one.
cd "${top_srcdir:?}" || exit 99
words='sprintf|vsprintf|strcpy|stpcpy|strcat|strncat|gets|atoi|atol|atoll|atof|strtok|system|popen|tmpnam|tempnam|mktemp|alloca'

files=$(find core plugins include tests -name '*.[ch]' | sort)
[ -n "$files" ] || { echo "no sources found"; exit 1; }
# The names have no blanks: to be split.
# shellcheck disable=SC2086
found=$(awk -v numbered=1 -f tests/lint/strip.awk $files |
	grep -E "(^|[^A-Za-z0-9_>.])($words)[[:space:]]*\\(")
if [ -n "$found" ]; then
	echo "banned functions:"
	echo "$found"
	exit 1
fi
echo "looked at $(echo "$files" | wc -l) files"
