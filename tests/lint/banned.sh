#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Functions that are not used here, because there is a bounded or safer one.
# A test may let a shell do things; the program never does.  And what needs rights
# is done in core/host only: the list is in its README.
cd "${top_srcdir:?}" || exit 99
. tests/lint/count.sh
words='sprintf|vsprintf|strcpy|stpcpy|strcat|strncat|gets|atoi|atol|atoll|atof|strtok|tmpnam|tempnam|mktemp|alloca'
shell='system|popen'
rights='chown|fchown|fchownat|lchown|set(res|re|e|fs)?[ug]id|setgroups|unshare|setns|mount|umount2?|chroot|mknod|capset|capng_[a-z_]+'

# look WORDS FOLDER...
look() {
	list=$1
	shift
	find "$@" -name '*.[ch]' | sort |
		xargs awk -v numbered=1 -f tests/lint/strip.awk |
		grep -E "(^|[^A-Za-z0-9_>.])($list)[[:space:]]*\\("
}

# It finds what is there, and what is only said in a comment or a string it does not.
canary=$(mktemp -d) || exit 99
trap 'rm -rf "$canary"' EXIT
printf '/* gets(s) */\nconst char *s = "gets(s)";\n\tp = strcpy (a, b);\n\tchown(a, b, c);\n\tsystem("x");\n' >"$canary/wrong.c"
found=$(look "$words|$shell|$rights" "$canary" | grep -c .)
if [ "$found" -ne 3 ]; then
	echo "found $found of 3 wrong calls"
	exit 1
fi

found=$(look "$words" core plugins include tests; look "$shell" core plugins include)
if [ -n "$found" ]; then
	echo "banned functions:"
	echo "$found"
	exit 1
fi
# NR_ARRAY_SIZE is written once.
found=$(find core plugins tests -name '*.[ch]' ! -path '*/thirdparty/*' | sort | xargs grep -nE 'sizeof\(([a-z_.>-]+)\) / sizeof\(\1\[0\]\)')
if [ -n "$found" ]; then
	echo "write NR_ARRAY_SIZE:"
	echo "$found"
	exit 1
fi
# demo does some of it in namespaces of its own.
found=$(look "$rights" core plugins | grep -vE '^core/(host/|verbs/demo\.c)')
if [ -n "$found" ]; then
	echo "privileged acts outside of core/host:"
	echo "$found"
	exit 1
fi

# How long ago something was is never counted by the clock that somebody may set.
found=$(look 'ev_now|ev_time|ev_periodic_[a-z]+' core plugins)
if [ -n "$found" ]; then
	echo "write clock_mono_ms(), or clock_gettime(CLOCK_MONOTONIC):"
	echo "$found"
	exit 1
fi

count=$(find core plugins include tests -name '*.[ch]' | wc -l)
looked_at "$count" "$(tracked 'core/*.[ch]' 'plugins/*.[ch]' 'include/*.[ch]' 'tests/*.[ch]' | wc -l)" files
