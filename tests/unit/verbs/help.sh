#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Each help is on one screen of 24 lines and 80 columns; every verb has its line and its
# screen; the completions know every verb and every option of it.
: "${top_srcdir:?}" "${top_builddir:?}"
netrecover=$top_builddir/netrecover
bad=0

complain() {
	echo "$*"
	bad=1
}

# fits WHAT: standard input is on one screen
fits() {
	awk -v what="$1" '
		length($0) > 80 { print what ": wider than 80: " $0; bad = 1 }
		END { if (NR > 24 || NR < 3) { print what ": " NR " lines"; bad = 1 }; exit bad }' || bad=1
}

"$netrecover" --help | fits --help
"$netrecover" -h | cmp -s - /dev/null && complain "-h says nothing"
"$netrecover" help >help.$$
trap 'rm -f help.$$' EXIT
awk 'length($0) > 80' help.$$ | grep . && complain "help: wider than 80"
verbs=$(sed -n 's/^  \([a-z-]*\)  .*/\1/p' help.$$)
[ "$(echo "$verbs" | wc -l)" -ge 24 ] || complain "help has too few verbs"
words=$("$netrecover" help --words | cut -f 1)
for verb in $verbs; do
	"$netrecover" help "$verb" | fits "help $verb"
	[ "$("$netrecover" help "$verb")" = "$("$netrecover" "$verb" --help)" ] || complain "$verb --help is not help $verb"
	"$netrecover" --help | grep -qw -e "$verb" || complain "--help does not name $verb"
	echo "$words" | grep -qx -e "$verb" || complain "the words lack $verb"
done
"$netrecover" help --words report | grep -q '^--csv	' || complain "the words of report lack --csv"
"$netrecover" help --words plan | grep -q '^--csv	' && complain "the words of plan have --csv"
"$netrecover" help nosuch >/dev/null 2>&1
[ $? -eq 2 ] || complain "help of an unknown command does not end with 2"
exit $bad
