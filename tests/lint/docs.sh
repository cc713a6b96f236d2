#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The manual pages are clean mdoc, and say what the program does: every verb,
# every exit status, every code of a warning, every key of a configuration.
: "${top_srcdir:?}" "${top_builddir:?}"
man=$top_srcdir/man
bad=0
complain() {
	echo "$*"
	bad=1
}

# documented PAGE MACRO WORD WHAT: the page has an item for it.
documented() {
	sed 's/\\-/-/g; s/\\&//g' "$man/$1" | grep -qE -e "^\.It $2 $3( |\$)" ||
		complain "$1: the $4 $3 is not described"
}

# as_many FOUND EXPECTED WHAT: a search that finds too little proves nothing.
as_many() {
	if [ "$1" -eq 0 ] || [ "$1" -ne "$2" ]; then
		complain "found $1 $3, and there are $2"
	fi
}

# items PAGE MACRO: the items of that kind in the page.
items() {
	sed 's/\\-/-/g; s/\\&//g' "$man/$1" | grep -E "^\.It $2 " | cut -d ' ' -f 3
}

# -- every code: in the table, in the manual, said by the program, and explained ----
cd "$top_srcdir" || exit 99
table=core/base/code.c
codes=$(grep -oE '"NR-[A-Z0-9]+"' $table | tr -d '"' | sort)
as_many "$(echo "$codes" | grep -c .)" "$(grep -cE '^[[:space:]]*\[CODE_[A-Z0-9]+\] = \{' $table)" "codes in $table"
sources=$(find core plugins -name '*.[ch]' ! -path $table ! -path core/base/code.h | sort)
# shellcheck disable=SC2086
said=$( (grep -ohE '\bNR-[A-Z][A-Z0-9]+\b' $sources
	grep -ohE '\bCODE_[A-Z0-9]+\b' $sources | sed 's/CODE_/NR-/') | sort -u)
for code in $codes; do
	documented netrecover.8 Sy "$code" code
	echo "$said" | grep -qx "$code" || complain "$code is in $table, and nothing says it"
done
for code in $(echo "$said" | grep -vxE 'NR-(COUNT|ACTOR)') $(items netrecover.8 Sy | grep '^NR-'); do
	echo "$codes" | grep -qx "$code" || complain "$code is not in $table"
done
cd - >/dev/null || exit 99
# shellcheck disable=SC2086
explained=$("$top_builddir/netrecover" explain $codes | grep -cx '  kind      code')
as_many "$explained" "$(echo "$codes" | grep -c .)" "codes that explain knows"

# -- every key that is declared: { "pool", NR_RANGE, ... ----
keys=$(find "$top_srcdir/core" "$top_srcdir/plugins" -name '*.c' -exec cat {} + | tr '\n' ' ' |
	grep -oE '\{[[:space:]]*(\.key = )?"[a-z][a-z0-9-]*",[[:space:]]*(\.type = )?NR_(BOOL|UINT|STRING|PATH|ADDR|RANGE|SECONDS|UINTS|NUMBERED)\b' |
	cut -d '"' -f 2 | sort -u)
for key in $keys; do
	documented netrecover.conf.5 Cm "$key" key
done
# What the program itself knows is the count: it lists the keys of all that is built.
known=$("$top_builddir/netrecover" --help-conf | sed -n 's/^\([a-z][a-z0-9-]*\) = .*/\1/p' | sort -u)
for key in $known; do
	documented netrecover.conf.5 Cm "$key" key
	echo "$keys" | grep -qx "$key" || complain "the key $key was not found in the sources"
done
[ -n "$known" ] || complain "--help-conf names no key"
for key in $(items netrecover.conf.5 Cm | sort -u); do
	echo "$keys" | grep -qx "$key" || complain "netrecover.conf.5: no source declares the key $key"
done

# -- every verb of the program ----
verbs=$("$top_builddir/netrecover" help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\)\( .*\)\{0,1\}$/\1/p' | sort -u)
for verb in $verbs; do
	documented netrecover.8 Cm "$verb" command
done

as_many "$(echo "$verbs" | grep -c .)" \
	"$(grep -cE '^[[:space:]]*\{ "[a-z-]+", ".*",' "$top_srcdir/core/verbs/verbs.c")" verbs

# -- every exit status ----
statuses=$(sed -n 's/^[[:space:]]*EXIT_[A-Z_]* = \([0-9]*\),$/\1/p' "$top_srcdir/core/verbs/app.h")
as_many "$(echo "$statuses" | grep -c .)" \
	"$(grep -cE '^[[:space:]]*EXIT_' "$top_srcdir/core/verbs/app.h")" "exit statuses"
for status in $statuses; do
	grep -qx ".It $status" "$man/netrecover.8" ||
		complain "netrecover.8: the exit status $status is not described"
done

# -- every long option ----
options=$( ("$top_builddir/netrecover" --help; for verb in $verbs; do
	"$top_builddir/netrecover" help "$verb"
done) 2>/dev/null | grep -oE '^  (-[a-zA-Z], )?--[a-z][a-z-]*' | sed 's/.*--//' | sort -u)
for option in $options; do
	grep -qE "^\.(It|Op|Fl|Cm) .*Fl -$option\b|^\.(Op )?Fl -$option\b" "$man/netrecover.8" ||
		complain "netrecover.8: the option --$option is not described"
done

as_many "$(echo "$options" | grep -c .)" \
	"$(grep -cE "^[[:space:]]*\{ ('.'|OPT_[A-Z_]+), \"[a-z-]+\"," "$top_srcdir/core/verbs/options.c")" \
	options

# -- mdoc ----
if command -v mandoc >/dev/null 2>&1; then
	for page in "$man"/*.[1-9]; do
		# Our own pages are not installed yet.
		found=$(mandoc -T lint "$page" | grep -v -e 'referenced manual not found' -e 'outdated mandoc.db')
		[ -z "$found" ] || complain "$found"
	done
	lint=
else
	lint="mandoc is missing, the pages were not checked (Debian: apt-get install mandoc)"
fi

echo "$(echo "$options" | grep -c .) options, $(echo "$verbs" | grep -c .) verbs, $(echo "$codes" | grep -c .) codes, $(echo "$keys" | grep -c .) keys"
if [ $bad -eq 0 ] && [ -n "$lint" ]; then
	echo "SKIP $lint"
	exit 77
fi
exit $bad
