#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Numbers and nouns agree: a noun in the plural does not stand behind a number that may be 1, and
# no "s" is put behind a noun by hand.  core/base/noun.h has the way.  What is always more than one
# is named here: behind "more than" and "at most", and where a constant is printed.
: "${top_srcdir:?}"
cd "$top_srcdir" || exit 99
. tests/lint/count.sh
bad=0
nouns='addresses|aliases|answers|archives|boots|bytes|codes|devices|entries|errors|events|files|frames|hops|keys|lines'
nouns="$nouns|lists|loads|minutes|models|packets|pages|parts|phones|plugins|releases|requests|rows|rules|runs|seconds"
nouns="$nouns|sections|sightings|steps|strangers|times"
number='%[0-9.*]*(hh|h|ll|l|z|j)?[du]'
# Constants that are larger than one, and counters that only a programmer reads.
known='listening for phones for %d seconds|did not come back within %d seconds|down %d times in %.0f s|has no end: %d rows|the last of %d times'
known="$known|this line has %zu bytes; the limit is|%lu frames, %lu sightings, %lu malformed"
files=$(find core plugins -name '*.[ch]' ! -path 'plugins/models/*' | sort)
count=0
for f in $files; do
	count=$((count + 1))
	found=$(sed -E 's/(more than|at most|larger than) '"$number"'/\1 N/g' "$f" | grep -nE "$number ($nouns)\\b" |
		grep -vE "$known"; grep -nE '[a-z]%s\b.*== 1 \? "" : "s"' "$f")
	[ -z "$found" ] || {
		printf '%s: a number and its noun may disagree:\n%s\n' "$f" "$found"
		bad=1
	}
done
looked_at "$count" "$(find core plugins -name '*.[ch]' ! -path 'plugins/models/*' | wc -l)" files || bad=1
exit $bad
